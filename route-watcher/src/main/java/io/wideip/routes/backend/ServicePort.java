package io.wideip.routes.backend;

/**
 * A port of a Service.
 *
 * @param name empty where it has none
 * @param target a pod's port: its number, or its name in a container
 */
public record ServicePort(String name, String target) {}
