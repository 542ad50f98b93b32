package io.jenkins.plugins.greenlight.pipeline;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Instances that are servers within the test: what a load test loads. */
final class LoadedRuntime implements Runtime, AutoCloseable {
    final List<Spec> started = new ArrayList<>();
    final List<Instance> running = new ArrayList<>();
    int status = 200;
    boolean refusesStart;
    boolean refusesStop;
    private final List<HttpServer> servers = new ArrayList<>();

    @Override public void accept(ImageDigest digest, Path archive) { }

    @Override public boolean holds(ImageDigest digest) {
        return true;
    }

    @Override public Instance start(Spec spec) throws IOException {
        if (refusesStart) {
            throw new IOException("Port " + spec.port() + " is in use.");
        }
        started.add(spec);
        var instance = new Instance(spec.name(), spec.release(), spec.digest(), spec.slot(), spec.epoch(),
                serve(spec.port(), spec.release().value()));
        running.add(instance);
        return instance;
    }

    /** @return where a server answers as this release */
    URI serve(int port, String release) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Greenlight-Release", release);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/health") ? 200 : status, -1);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override public List<Instance> instances() {
        return List.copyOf(running);
    }

    @Override public boolean alive(Instance instance) {
        return running.contains(instance);
    }

    @Override public void stop(Instance instance, Duration grace) throws IOException {
        if (refusesStop) {
            throw new IOException(instance.name() + " does not stop.");
        }
        running.remove(instance);
    }

    @Override public List<String> lastLines(String name, int lines) {
        return List.of();
    }

    @Override public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
