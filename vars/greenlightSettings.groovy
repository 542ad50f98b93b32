import com.cloudbees.groovy.cps.NonCPS

// What productionPipeline may be given. Its own file only because of its size; nothing here calls a step.

@NonCPS
Map expectations() {
    Map expected = [agent: 'a text', config: 'a text', demo: 'true or false', checkout: 'true or false',
                    build: 'a closure', verify: 'a closure', skip: 'a list of steps']
    List steps = skippable() + ['rollbackProduction']
    for (int i = 0; i < steps.size(); i++) {
        expected.put(steps.get(i), 'a map of the step\'s parameters')
    }
    return expected
}

@NonCPS
List skippable() {
    return ['securityScan', 'coverageGate', 'buildImage', 'loadTest', 'deployStaging', 'deployProduction', 'notifyTeam']
}

/** All that is wrong with the settings, a line each; empty when nothing is. */
@NonCPS
String problemsIn(settings) {
    if (!(settings instanceof Map)) {
        return "productionPipeline: expected named settings, as in productionPipeline(config: 'greenlight.yaml'), " +
            "got ${shown(settings)}."
    }
    List problems = []
    List given = []
    given.addAll(settings.keySet())
    for (int i = 0; i < given.size(); i++) {
        String name = given.get(i).toString()
        def value = settings.get(given.get(i))
        String expected = expectations().get(name)
        if (expected == null) {
            problems.add(unknown('setting', name, expectations().keySet()))
        } else if (value != null && !fits(value, expected)) {
            problems.add("productionPipeline: ${name} is ${shown(value)}. Expected ${expected}.")
        }
    }
    if (settings.skip instanceof List) {
        for (int i = 0; i < settings.skip.size(); i++) {
            String step = settings.skip.get(i).toString()
            if (!skippable().contains(step)) {
                problems.add(unknown('step in skip', step, skippable()))
            }
        }
        if (settings.verify != null && settings.skip.contains('deployProduction')) {
            problems.add('productionPipeline: verify looks at what deployProduction did, which skip leaves out. ' +
                'Expected only one of them.')
        }
    }
    return problems.join('\n')
}

@NonCPS
boolean fits(value, String expected) {
    return expected == 'a text' ? value instanceof CharSequence
        : expected == 'true or false' ? value instanceof Boolean
        : expected == 'a closure' ? value instanceof Closure
        : expected == 'a list of steps' ? value instanceof List
        : value instanceof Map
}

@NonCPS
String shown(value) {
    if (value == null) {
        return 'null'
    }
    boolean isShort = value instanceof CharSequence || value instanceof Number || value instanceof Boolean
    return value instanceof Closure ? 'a closure' : value.getClass().getSimpleName() + (isShort ? " \"${value}\"" : '')
}

@NonCPS
String unknown(String what, String name, valid) {
    List names = []
    names.addAll(valid)
    String nearest = null
    int shortest = 4
    for (int i = 0; i < names.size(); i++) {
        int distance = distance(name.toLowerCase(), names.get(i).toLowerCase())
        if (distance < shortest) {
            shortest = distance
            nearest = names.get(i)
        }
    }
    String hint = nearest == null ? '' : " Did you mean \"${nearest}\"?"
    return "productionPipeline: unknown ${what} \"${name}\".${hint} Expected one of ${names.join(', ')}."
}

/** How many letters must be put in, taken out or changed to make one of the other. */
@NonCPS
int distance(String from, String to) {
    List above = []
    for (int i = 0; i <= to.length(); i++) {
        above.add(i)
    }
    for (int i = 0; i < from.length(); i++) {
        List row = [i + 1]
        for (int j = 0; j < to.length(); j++) {
            int changed = above.get(j) + (from.charAt(i) == to.charAt(j) ? 0 : 1)
            row.add(Math.min(changed, Math.min(above.get(j + 1), row.get(j)) + 1))
        }
        above = row
    }
    return above.get(to.length())
}
