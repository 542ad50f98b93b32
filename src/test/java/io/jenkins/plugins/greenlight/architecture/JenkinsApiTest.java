package io.jenkins.plugins.greenlight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import packaging.Pom;

/** The signatures are true, and what the plugin was compiled against is there in the real Jenkins. */
class JenkinsApiTest {
    @Test void everySignatureIsAsInJenkins() throws IOException {
        var listing = JenkinsListing.read();

        var declared = JenkinsSignatures.declared();
        int members = declared.stream().mapToInt(type -> JenkinsSignatures.members(type).size()).sum();

        System.out.println("Jenkins' signatures: " + declared.size() + " types, " + members + " members compared");
        assertThat(members).isGreaterThan(500);
        assertThat(differences(declared, listing)).isEmpty();
    }

    @Test void jenkinsHasEverythingThatThePluginNames() throws IOException {
        var listing = JenkinsListing.read();

        var links = JenkinsLinks.in(listing);

        System.out.println("The plugin names " + links.types().size() + " types and uses " + links.members().size()
                + " members of Jenkins, " + links.missing().size() + " missing");
        assertThat(links.members()).hasSizeGreaterThan(50);
        assertThat(links.missing()).isEmpty();
        assertThat(links.undone()).isEmpty();
    }

    @Test void thePluginAsksForEachPluginWhoseTypesItNames() throws IOException {
        var listing = JenkinsListing.read();
        var asked = List.of(Pom.read(Path.of("pom.xml")).at("properties/jenkins.plugins").strip().split("\\s*,\\s*"));

        var named = JenkinsLinks.in(listing).types().stream().map(type -> listing.types().get(type).plugin())
                .filter(plugin -> !plugin.equals("core")).collect(Collectors.toSet());

        assertThat(asked).allMatch(one -> one.contains(":"));
        assertThat(asked.stream().map(one -> one.substring(0, one.indexOf(':')))).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test void annotationsAreThereAtRunTime() throws IOException {
        var annotations = JenkinsSignatures.declared().stream().filter(Class::isAnnotation).toList();

        assertThat(annotations).hasSizeGreaterThan(8).allSatisfy(annotation ->
                assertThat(annotation.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME));
        assertThat(hudson.Extension.class.getAnnotations()).anyMatch(net.java.sezpoz.Indexable.class::isInstance);
    }

    /** Expressions in views call a method on the class that declares it: one that is not public fails them with a warning. */
    @Test void whatViewsReadIsPublic() throws IOException {
        var read = JenkinsLinks.ours().filter(type -> Stream.of(Descriptor.class, Describable.class, Action.class)
                .anyMatch(kind -> kind.isAssignableFrom(type))).toList();

        assertThat(read).hasSizeGreaterThan(10).allMatch(type -> Modifier.isPublic(type.getModifiers()));
    }

    @Test void seesAMemberThatJenkinsHasNot() throws IOException {
        var listing = planted("public java.lang.String getRemote();", "public java.lang.String getRemotePath();");

        assertThat(differences(JenkinsSignatures.declared(), listing)).singleElement().asString()
                .isEqualTo("hudson.FilePath.getRemote()Ljava/lang/String; is not in Jenkins");
        assertThat(JenkinsLinks.in(listing).missing()).containsExactly("hudson.FilePath.getRemote()Ljava/lang/String;");
    }

    @Test void seesAnInterfaceThatIsAClassInJenkins() throws IOException {
        var listing = planted("public interface jenkins.model.RunAction2 ", "public abstract class jenkins.model.RunAction2 ");

        assertThat(differences(JenkinsSignatures.declared(), listing)).singleElement().asString()
                .contains("jenkins.model.RunAction2 is public interface here and public abstract in Jenkins");
    }

    @Test void seesAnAbstractMethodThatOursLack() throws IOException {
        var listing = planted("public void onResume();", "public abstract void onResumeNow();");

        assertThat(JenkinsLinks.in(listing).undone()).anyMatch(text -> text.endsWith("StepExecution.onResumeNow()V"));
    }

    private static JenkinsListing planted(String real, String planted) throws IOException {
        var text = Files.readString(Path.of("src/test/resources/jenkins-api.txt"));
        assertThat(text).contains(real);
        return JenkinsListing.parse(text.replace(real, planted).lines().toList());
    }

    private static List<String> differences(List<Class<?>> declared, JenkinsListing listing) {
        List<String> differences = new ArrayList<>();
        for (var type : declared) {
            var real = listing.types().get(type.getName());
            if (real == null) {
                differences.add(type.getName() + " is not in Jenkins");
                continue;
            }
            int here = JenkinsSignatures.comparable(type, type.getModifiers());
            int there = type.isEnum() ? JenkinsSignatures.comparable(type, real.modifiers()) : real.modifiers();
            if (here != there) {
                differences.add(type.getName() + " is " + Modifier.toString(here) + " here and " + Modifier.toString(there)
                        + " in Jenkins");
            }
            JenkinsSignatures.parents(type).stream().filter(parent -> !real.parents().contains(parent))
                    .forEach(parent -> differences.add(type.getName() + " is no " + parent + " in Jenkins"));
            JenkinsSignatures.members(type).forEach((key, modifiers) -> {
                if (!modifiers.equals(real.members().get(key))) {
                    differences.add(type.getName() + "." + key + " is " + (real.members().containsKey(key)
                            ? Modifier.toString(modifiers) + " here, not in Jenkins" : "not in Jenkins"));
                }
            });
        }
        return differences;
    }
}
