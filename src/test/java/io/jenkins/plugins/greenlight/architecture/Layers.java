package io.jenkins.plugins.greenlight.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may import whom, and who may use which library. */
final class Layers {
    private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();
    private static final Map<String, Set<String>> LIBRARY_ONLY_IN = new LinkedHashMap<>();

    /** What a configuration is read into: values of deploy, nothing that acts. */
    private static final Set<String> SETTINGS = Set.of("DeploySettings", "DeploySite", "RouterSite", "DockerSite", "HaproxySite",
            "ReleaseConfig", "Migration", "Slot");

    static {
        may("gate");
        may("port");
        may("parse");
        may("stage", "gate", "port");
        for (var low : new String[] {"finding", "metrics", "load", "deploy"}) {
            may(low, "gate", "port", "parse");
        }
        may("finding.reader", "finding", "finding.reader.sarif", "parse");
        may("finding.reader.sarif", "finding", "parse");
        may("finding.suppression", "finding", "gate", "parse");
        may("finding.scanner", "finding", "gate", "port", "parse");
        may("oci", "gate", "port", "parse");
        may("registry", "oci", "gate", "port", "parse");
        may("signing", "registry", "oci", "gate", "port", "parse");
        may("docker", "port", "parse");
        may("report", "stage", "gate", "parse");
        may("stage.findings", "stage", "finding", "finding.reader", "finding.suppression", "finding.scanner", "gate", "port", "parse");
        may("stage.security", "stage", "stage.findings", "finding", "finding.reader", "finding.suppression", "finding.scanner", "gate", "port",
                "parse");
        may("stage.coverage.lines");
        may("stage.coverage.reader", "stage.coverage.lines", "parse");
        may("stage.coverage", "stage", "stage.coverage.lines", "stage.coverage.reader", "gate", "port", "parse");
        may("stage.image.build", "stage", "oci", "gate", "port", "parse");
        may("stage.image.jib", "stage", "stage.image.build", "oci", "registry", "gate", "port", "parse");
        may("stage.image.docker.context", "stage.image.build", "port", "parse");
        may("stage.image.docker", "stage.image.docker.context", "stage", "stage.image.build", "docker", "oci", "registry", "gate", "port", "parse");
        may("stage.image.buildx", "stage", "stage.image.build", "oci", "registry", "gate", "port", "parse");
        may("stage.image.scan", "stage", "stage.findings", "stage.image.build", "finding", "finding.reader", "finding.suppression", "finding.scanner", "oci", "gate",
                "port", "parse");
        may("stage.image", "stage", "stage.image.build", "stage.image.jib", "stage.image.docker", "stage.image.buildx", "stage.image.scan",
                "finding", "finding.suppression", "docker", "oci", "registry", "signing", "gate", "port", "parse");
        may("stage.loadtest", "stage", "load", "metrics", "gate", "port", "parse");
        for (var deploys : new String[] {"stage.staging", "stage.production"}) {
            may(deploys, "stage", "deploy", "load", "metrics", "gate", "port", "parse");
        }
        may("stage.notify", "stage", "report", "gate", "port", "parse");
        for (var adapter : new String[] {"deploy.process", "deploy.store", "deploy.haproxy", "deploy.kubernetes"}) {
            may(adapter, "deploy", "oci", "gate", "port", "parse");
        }
        may("deploy.docker", "deploy", "oci", "docker", "gate", "port", "parse");
        may("config", "finding", "finding.scanner", "finding.suppression", "stage.security", "stage.coverage", "stage.coverage.lines", "stage.image",
                "stage.image.build", "stage.image.jib", "stage.image.docker", "stage.image.buildx", "stage.image.scan", "oci", "registry", "signing",
                "stage.loadtest", "stage.staging", "stage.production", "stage.notify", "deploy", "gate", "parse");
        may("local", "port", "parse");
        may("pipeline", "config", "report", "stage", "stage.security", "stage.coverage", "stage.image", "stage.image.scan", "stage.loadtest",
                "stage.staging", "stage.production", "stage.notify", "deploy", "load", "metrics", "oci", "registry", "signing", "gate", "port");
        may("cli", MAY_IMPORT.keySet().toArray(String[]::new));
        may("jenkins", "report", "stage", "gate", "parse");

        only("com.fasterxml.jackson.", "parse");
        only("org.snakeyaml.", "parse");
        only("io.netty.", "load");
        only("org.HdrHistogram.", "load");
        only("io.undertow.", "deploy.process");
        only("org.xnio.", "deploy.process");
        only("org.postgresql.", "deploy.store");
        only("java.sql.", "deploy.store");
        only("com.google.cloud.tools.jib.", "stage.image.jib");
        only("com.github.dockerjava.", "docker", "deploy.docker", "stage.image.docker");
        only("jakarta.mail.", "stage.notify");
        only("org.eclipse.angus.", "stage.notify");
        only("picocli.", "cli");
        only("com.google.common.", "jenkins");
        only("java.lang.ProcessBuilder", "local");
        for (var jenkins : new String[] {"hudson.", "jenkins.", "org.jenkinsci.", "org.kohsuke."}) {
            only(jenkins, "jenkins");
        }
    }

    private Layers() { }

    private static void may(String layer, String... others) {
        MAY_IMPORT.put(layer, Set.copyOf(Arrays.asList(others)));
    }

    private static void only(String library, String... layers) {
        LIBRARY_ONLY_IN.put(library, Set.copyOf(Arrays.asList(layers)));
    }

    static ArchRule rule(String base) {
        return ArchRuleDefinition.classes().that().resideInAPackage(base + "..").should(new ArchCondition<>("import only what its layer may") {
            @Override public void check(JavaClass item, ConditionEvents events) {
                for (var dependency : item.getDirectDependenciesFromSelf()) {
                    problem(base, item, dependency).ifPresent(problem ->
                            events.add(SimpleConditionEvent.violated(item, problem + ": " + dependency.getDescription())));
                }
            }
        });
    }

    private static Optional<String> problem(String base, JavaClass item, Dependency dependency) {
        var from = layer(base, item.getPackageName());
        var target = dependency.getTargetClass().getBaseComponentType();
        if (from.isEmpty()) {
            return Optional.of(item.getName() + " is in no layer");
        }
        if (target.getPackageName().startsWith(base)) {
            var to = layer(base, target.getPackageName()).orElse("?");
            boolean settings = from.get().equals("config") && to.equals("deploy")
                    && !SETTINGS.contains(outermost(target));
            return to.equals(from.get()) || MAY_IMPORT.get(from.get()).contains(to) && !settings ? Optional.empty()
                    : Optional.of(from.get() + " may not import " + to);
        }
        return LIBRARY_ONLY_IN.entrySet().stream().filter(only -> target.getName().startsWith(only.getKey())
                && !only.getValue().contains(from.get())).findFirst().map(only -> from.get() + " may not use " + only.getKey());
    }

    /** The simple name of the class that a nested one is declared in. */
    private static String outermost(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
    }

    /** The longest layer name that the package begins with. */
    private static Optional<String> layer(String base, String packageName) {
        if (packageName.length() <= base.length()) {
            return Optional.empty();
        }
        var rest = packageName.substring(base.length() + 1);
        return MAY_IMPORT.keySet().stream().filter(name -> rest.equals(name) || rest.startsWith(name + "."))
                .max(Comparator.comparingInt(String::length));
    }
}
