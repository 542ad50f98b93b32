package io.jenkins.plugins.greenlight.stage.image.buildx;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.parse.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseOriginTest {
    private static final String IMAGE = step("0", "'source':{'identifier':'docker-image://docker.io/library/debian:12@sha256:ab'}");

    @Test void goesDownThroughCommandsFilesAndMerges() {
        var found = find("'0:0':[['a','b']]", IMAGE, step("1", "'exec':{'mounts':[{'dest':'/'},{'input':-1,'dest':'/run/secrets/x'}]}", "0:0"),
                step("2", "'file':{'actions':[{'input':-1,'output':0}]}"), step("3", "'merge':{'inputs':[{},{'input':1}]}", "1:0", "2:0"),
                step("4", "'file':{'actions':[{'input':0,'output':-1},{'input':1,'output':0}]}", "3:0"), step("5", "", "4:0"));

        assertThat(found).contains(new BaseOrigin("debian:12", 2));
    }

    @Test void findsNoneUnderWhatBeginsWithNothing() {
        assertThat(find("'0:0':[['a']]", IMAGE, step("1", "'exec':{'mounts':[{'dest':'/'}]}", "0:0"),
                step("2", "'file':{'actions':[{'input':-1,'secondaryInput':0,'output':0}]}", "1:0"), step("3", "", "2:0"))).isEmpty();
        assertThat(find("", step("0", "'source':{'identifier':'local://context'}"), step("1", "", "0:0"))).isEmpty();
    }

    @Test void countsNoLayersWhenTheyAreNotTold() {
        assertThat(find("", IMAGE, step("1", "", "0:0"))).contains(new BaseOrigin("debian:12", 0));
    }

    @Test void writesNamesAsPeopleDo() {
        assertThat(named("docker.io/team/base:1@sha256:ab")).isEqualTo("team/base:1");
        assertThat(named("registry.example.com:5000/library/base:1")).isEqualTo("registry.example.com:5000/library/base:1");
    }

    @Test void makesNothingOfWhatItDoesNotKnow() {
        assertThat(BaseOrigin.find(Json.read("{}", "test"))).isEmpty();
        assertThat(BaseOrigin.find(Json.read("{\"buildConfig\":{\"llbDefinition\":7}}", "test"))).isEmpty();
        assertThat(find("", step("0", "'file':{'actions':[{'input':1,'output':0}]}", "0:0"), step("1", "", "0:0"))).as("leads to itself").isEmpty();
        assertThat(find("", step("0", "'exec':{'mounts':[{'dest':'/'}]}", "0:0"), step("1", "", "0:0"))).as("leads to itself").isEmpty();
        assertThat(find("", step("0", "'merge':{'inputs':[]}", "0:0"), step("1", "", "0:0"))).as("merges nothing").isEmpty();
    }

    private static String named(String reference) {
        return find("", step("0", "'source':{'identifier':'docker-image://" + reference + "'}"), step("1", "", "0:0")).orElseThrow().name();
    }

    private static Optional<BaseOrigin> find(String layers, String... steps) {
        return BaseOrigin.find(Json.read(("{'buildConfig':{'llbDefinition':[" + String.join(",", steps) + "]},'metadata':{"
                + "'https://mobyproject.org/buildkit@v1#metadata':{'layers':{" + layers + "}}}}").replace('\'', '"'), "test"));
    }

    private static String step(String id, String operation, String... inputs) {
        return "{'id':'" + id + "','op':{'Op':{" + operation + "}}" + (inputs.length == 0 ? "" : ",'inputs':['" + String.join("','", inputs) + "']") + "}";
    }
}
