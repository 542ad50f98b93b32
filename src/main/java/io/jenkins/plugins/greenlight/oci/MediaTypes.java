package io.jenkins.plugins.greenlight.oci;

import java.util.Set;

/** What the documents of images are called, by OCI and by Docker before it. */
public final class MediaTypes {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    public static final String LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final Set<String> INDEXES = Set.of(INDEX, DOCKER_LIST);

    private MediaTypes() { }

    /** Whether it lists images rather than being one. */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }
}
