package hudson.model;

import hudson.security.Permission;
import jenkins.model.GlobalConfigurationCategory;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Saveable {
    protected Descriptor(Class<? extends T> type) { }

    protected Descriptor() { }

    public String getDisplayName() { throw new UnsupportedOperationException(); }

    public String getId() { throw new UnsupportedOperationException(); }

    public T newInstance(StaplerRequest2 request, JSONObject json) throws FormException {
        throw new UnsupportedOperationException();
    }

    public String getHelpFile() { throw new UnsupportedOperationException(); }

    public String getHelpFile(String text) { throw new UnsupportedOperationException(); }

    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        throw new UnsupportedOperationException();
    }

    public GlobalConfigurationCategory getCategory() { throw new UnsupportedOperationException(); }

    public Permission getRequiredGlobalConfigPagePermission() { throw new UnsupportedOperationException(); }

    public void save() { throw new UnsupportedOperationException(); }

    public void load() { throw new UnsupportedOperationException(); }

    public static final class FormException extends Exception implements HttpResponse {
        public FormException(String text, String text2) { }

        public FormException(String text, Throwable throwable, String text2) { }

        public FormException(Throwable throwable, String text) { }

        public String getFormField() { throw new UnsupportedOperationException(); }
    }
}
