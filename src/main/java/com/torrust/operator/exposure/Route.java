package com.torrust.operator.exposure;

import com.torrust.operator.kube.Component;

/**
 * A way from the public to a component: all paths that begin with the given one, by whole segments.
 *
 * @param hostname public hostname
 * @param path path, beginning with a slash
 * @param backend component that answers; its Service has the component's name
 * @param port name of the Service's port
 * @param portNumber its number, 1 to 65535
 */
public record Route(String hostname, String path, Component backend, String port, int portNumber) {}
