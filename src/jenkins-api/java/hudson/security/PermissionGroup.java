package hudson.security;

public final class PermissionGroup {
    PermissionGroup() { }
}
