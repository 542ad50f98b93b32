import io.jenkins.plugins.greenlight.vars.FakeBuild

/** As much of Declarative Pipeline as pipelines/ uses: each block is read into a model first, then the model is run. */
abstract class Block implements Serializable {
    /** An unknown directive is refused, for the model has no such method and the script that holds it no such step. */
    def read(Closure body) {
        body.delegate = this
        body.resolveStrategy = Closure.DELEGATE_FIRST
        body()
        return this
    }
}

class DeclarativePipeline extends Block {
    final String any = 'any'
    String agent
    List stages
    Map conditions = [:]

    def agent(String kind) { agent = kind }

    def options(Closure body) { body() }

    def stages(Closure body) { stages = new Stages().read(body).all }

    def post(Closure body) { conditions = new Post().read(body).conditions }

    def runIn(script) {
        if (agent == null || stages == null) {
            throw new IllegalArgumentException('pipeline wants agent and stages')
        }
        Throwable failed = null
        script.node('') {
            script.step('checkout', ['scm'])
            for (int i = 0; i < stages.size() && failed == null; i++) {
                failed = stages[i].failureIn(script)
            }
            Post.run(conditions, failed)
        }
        if (failed != null) {
            throw failed
        }
    }
}

class Stages extends Block {
    List all = []

    def stage(String name, Closure body) {
        def stage = new Stage(name)
        stage.read(body)
        all.add(stage)
    }
}

class When extends Block {
    Closure holds

    def expression(Closure body) { holds = body }
}

class Stage extends Block {
    final String name
    Closure steps
    Closure holds
    List branches = []
    Map conditions = [:]

    Stage(String name) { this.name = name }

    def steps(Closure body) { steps = body }

    def when(Closure body) { holds = new When().read(body).holds }

    def parallel(Closure body) { branches = new Stages().read(body).all }

    def post(Closure body) { conditions = new Post().read(body).conditions }

    /** Null when all went well or the stage was left out. Of branches all are run. */
    def failureIn(script) {
        if (holds != null) {
            Closure condition = holds
            if (!condition()) {
                return null
            }
        }
        script.step('stage', [name])
        Throwable failed = null
        for (int i = 0; i < branches.size(); i++) {
            Throwable ofBranch = branches[i].failureIn(script)
            failed = failed == null ? ofBranch : failed
        }
        try {
            if (steps != null) {
                Closure body = steps
                body()
            }
        } catch (Throwable thrown) {
            failed = thrown
        }
        Post.run(conditions, failed)
        return failed
    }
}

class Post extends Block {
    Map conditions = [:]

    def always(Closure body) { conditions.always = body }

    def failure(Closure body) { conditions.failure = body }

    def aborted(Closure body) { conditions.aborted = body }

    def unsuccessful(Closure body) { conditions.unsuccessful = body }

    /** A condition asks for the build's result so far together with what the stage threw. */
    static run(Map conditions, Throwable failed) {
        String result = FakeBuild.current().result ?: 'SUCCESS'
        if (failed != null) {
            result = failed instanceof InterruptedException ? 'ABORTED' : 'FAILURE'
        }
        List names = ['always', 'failure', 'aborted', 'unsuccessful']
        List meant = [true, result == 'FAILURE', result == 'ABORTED', result != 'SUCCESS']
        for (int i = 0; i < names.size(); i++) {
            if (meant[i] && conditions[names[i]] != null) {
                Closure body = conditions[names[i]]
                body()
            }
        }
    }
}
