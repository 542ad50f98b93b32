import io.jenkins.plugins.greenlight.vars.JenkinsScript

/** Steps with a body. Interpreted as scripts are, so that a restart inside a body is one inside the step. */
abstract class BlockSteps extends JenkinsScript {
    def node(Closure body) { node('', body) }

    def node(label, Closure body) {
        step('node', [label])
        try {
            return body()
        } finally {
            step('end of node', [])
        }
    }

    def stage(String name, Closure body) {
        step('stage', [name])
        return body()
    }

    def script(Closure body) { body() }

    def pipeline(Closure body) {
        new DeclarativePipeline().read(body).runIn(this)
    }
}
