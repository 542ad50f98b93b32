package hudson.util;

import hudson.model.ModelObject;
import java.util.ArrayList;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
    public ListBoxModel(int number) { super(number); }

    public ListBoxModel() { }

    public ListBoxModel(Collection<Option> collection) { super(collection); }

    public ListBoxModel(Option... option) { super(java.util.List.of(option)); }

    public void add(String text, String text2) { add(new Option(text, text2)); }

    public void add(ModelObject modelObject, String text) { throw new UnsupportedOperationException(); }

    public ListBoxModel add(String text) { throw new UnsupportedOperationException(); }

    public static final class Option {
        public String name;
        public String value;
        public boolean selected;

        public Option(String text, String text2) { this(text, text2, false); }

        public Option(String text) { this(text, text, false); }

        public Option(String text, String text2, boolean flag) { name = text; value = text2; selected = flag; }

        public String toString() { return name + "=" + value; }
    }
}
