import com.cloudbees.groovy.cps.NonCPS
import hudson.AbortException

// Between two steps all of this goes to disk and may be read again by another controller: loops count an index (an iterator
// cannot be stored), and what needs no step is @NonCPS.

def call(def settings = [:]) {
    String problems = greenlightSettings.problemsIn(settings)
    if (problems != '') {
        error(problems)
    }
    if (settings.agent == null) {
        node { deliverAndTell(settings) }
    } else {
        node(settings.agent) { deliverAndTell(settings) }
    }
}

def deliverAndTell(Map settings) {
    Throwable first = null
    try {
        deliver(settings)
    } catch (Throwable failed) {
        // An abort, too: thrown again below as it came, which makes the build ABORTED. Until then notifyTeam reads this result.
        first = failed
        currentBuild.result = 'FAILURE'
    }
    if (runs(settings, 'notifyTeam')) {
        tell(settings, first)
    }
    if (first != null) {
        throw first
    }
}

def deliver(Map settings) {
    prepare(settings)
    gates(settings)
    Map image = builtImage(settings)
    if (runs(settings, 'loadTest')) {
        stage('Load test') { loadTest(parameters(settings, 'loadTest', image)) }
    }
    if (runs(settings, 'deployStaging')) {
        stage('Staging') { deployStaging(parameters(settings, 'deployStaging', deployment(settings, image))) }
    }
    if (runs(settings, 'deployProduction')) {
        // When production says no, the step itself has taken the users back before it throws.
        stage('Production') { deployProduction(parameters(settings, 'deployProduction', deployment(settings, image))) }
        verifyOrRollBack(settings)
    }
}

def prepare(Map settings) {
    boolean wanted = settings.checkout == null ? scmIsThere() : settings.checkout
    if (wanted) {
        stage('Checkout') { checkout scm }
    }
    if (settings.build != null) {
        Closure body = settings.build
        stage('Build') { body() }
    }
}

/** False in a job whose script was typed in. A branch always has its scm: failing to find it is no reason to go on without. */
def scmIsThere() {
    try {
        return scm != null
    } catch (MissingPropertyException none) {
        return false
    } catch (AbortException none) {
        if (env.BRANCH_NAME != null) {
            throw none
        }
        return false
    }
}

/** Both gates, so that people see all that is wrong; anything but a gate's no stops at once. */
def gates(Map settings) {
    Throwable no = null
    if (runs(settings, 'securityScan')) {
        try {
            stage('Security scan') { securityScan(parameters(settings, 'securityScan', [:])) }
        } catch (AbortException said) {
            no = said
        }
    }
    if (runs(settings, 'coverageGate')) {
        try {
            stage('Coverage gate') { coverageGate(parameters(settings, 'coverageGate', [:])) }
        } catch (Throwable said) {
            no = firstOf(no, said, 'The coverage gate')
        }
    }
    if (no != null) {
        throw no
    }
}

/** What later stages are to deliver: digest and release, or nothing when the image is skipped. */
def builtImage(Map settings) {
    if (!runs(settings, 'buildImage')) {
        return [:]
    }
    def built = stage('Image') { buildImage(parameters(settings, 'buildImage', [:])) }
    if (built.digest == null) {
        error('productionPipeline: buildImage ended without a digest, so there is nothing to deliver. See its report.')
    }
    return [digest: built.digest, release: built.release]
}

/** The user's own look at production. Its failure, or an abort in it, takes the users back. */
def verifyOrRollBack(Map settings) {
    if (settings.verify == null) {
        return
    }
    Closure body = settings.verify
    try {
        stage('Verify') { body() }
    } catch (Throwable failed) {
        try {
            stage('Rollback') { rollbackProduction(parameters(settings, 'rollbackProduction', [:])) }
        } catch (Throwable stayed) {
            firstOf(failed, stayed, 'The rollback after it')
        }
        throw failed
    }
}

/** A message that was not sent changes no delivery; when all else went well, it is worth a look. */
def tell(Map settings, Throwable first) {
    try {
        stage('Notify') { notifyTeam(parameters(settings, 'notifyTeam', [:])) }
    } catch (AbortException untold) {
        if (first == null) {
            unstable("Delivered, but the team was not told: ${untold.message}")
        } else {
            firstOf(first, untold, 'The notification')
        }
    } catch (Throwable aborted) {
        if (first == null) {
            throw aborted
        }
        firstOf(first, aborted, 'The notification')
    }
}

/** The one that fails the build is the first; a later one stands in the log. */
def firstOf(Throwable first, Throwable later, String what) {
    if (first == null) {
        return later
    }
    echo "${what} failed as well: ${later}"
    return first
}

@NonCPS
boolean runs(Map settings, String step) {
    return settings.skip == null || !settings.skip.contains(step)
}

@NonCPS
Map deployment(Map settings, Map image) {
    return settings.demo ? image + [demo: true] : image
}

/** The step's parameters: the common ones, what this pipeline hands on, and last what the user gave for this step. */
@NonCPS
Map parameters(Map settings, String step, Map handedOn) {
    Map all = [:]
    if (settings.config != null) {
        all.put('config', settings.config.toString())
    }
    all.putAll(handedOn)
    if (settings[step] != null) {
        all.putAll(settings[step])
    }
    return all
}
