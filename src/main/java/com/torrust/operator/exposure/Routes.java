package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.HttpListener;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.grafana.GrafanaService;
import com.torrust.operator.kube.Component;
import com.torrust.operator.tracker.TrackerPorts;
import java.util.ArrayList;
import java.util.List;

/** All routes of a stack, the one list that every kind of exposure is built from. */
public final class Routes {

  /** Path of Grafana Live's WebSocket. */
  public static final String LIVE_PATH = "/api/live/ws";

  /** Path of an HTTP tracker's announces. */
  public static final String ANNOUNCE_PATH = "/announce";

  /** Path below which the tracker serves its API. */
  public static final String API_PATH = "/api";

  private Routes() {}

  /** Returns the routes, none when the stack is not exposed. */
  public static List<Route> of(TorrustStackSpec stack) {
    final List<Route> routes = new ArrayList<>();
    if (!stack.exposure().servesHostnames()) {
      return routes;
    }
    if (stack.grafana().enabled()) {
      routes.add(grafana(stack, "/"));
      if (stack.grafana().live().enabled()) {
        routes.add(grafana(stack, LIVE_PATH));
      }
    }
    for (final HttpListener listener : stack.tracker().http()) {
      routes.add(tracker(stack, listener, ANNOUNCE_PATH));
      routes.add(tracker(stack, listener, "/scrape"));
    }
    if (stack.tracker().api().hostname() != null) {
      routes.add(
          new Route(
              stack.tracker().api().hostname(),
              API_PATH,
              Component.TRACKER,
              TrackerPorts.API_NAME,
              TrackerPorts.API));
    }
    return routes;
  }

  /** Returns the routes of one hostname. */
  public static List<Route> of(TorrustStackSpec stack, String hostname) {
    return of(stack).stream().filter(route -> route.hostname().equals(hostname)).toList();
  }

  /** Returns the distinct hostnames of the routes. */
  public static List<String> hostnames(TorrustStackSpec stack) {
    return of(stack).stream().map(Route::hostname).distinct().toList();
  }

  private static Route grafana(TorrustStackSpec stack, String path) {
    return new Route(
        stack.hostname(), path, Component.GRAFANA, GrafanaService.PORT_NAME, GrafanaService.PORT);
  }

  private static Route tracker(TorrustStackSpec stack, HttpListener listener, String path) {
    final String hostname = listener.hostname() == null ? stack.hostname() : listener.hostname();
    return new Route(hostname, path, Component.TRACKER, listener.name(), listener.port());
  }
}
