package com.torrust.operator.monitoring;

import static java.util.stream.Collectors.joining;

import com.torrust.operator.api.v1alpha1.ConfigSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a tracker with some traffic tells of itself: two UDP and two HTTP listeners, of each
 * protocol one for both families of addresses. Names and labels are those of the tracker, not those
 * that queries of ours ask for. Everything that happens does so at a constant rate.
 *
 * @param schema which trackers: those that read configuration of this schema
 */
record TrackerMetrics(ConfigSchema schema) {

  private static final String UDP = "udp";
  private static final String HTTP = "http";
  private static final String SWARM = "swarm_coordination_registry_";
  private static final String SERVER = "udp_tracker_server_";
  private static final String KIND = "request_kind";
  private static final String CLIENT_FAMILY = "client_address_ip_family";

  private static final List<Listener> LISTENERS =
      List.of(
          new Listener(UDP, 6969, "::", "inet6", 1),
          new Listener(UDP, 6868, "0.0.0.0", "inet", 0.25),
          new Listener(HTTP, 7070, "::", "inet6", 1),
          new Listener(HTTP, 7171, "0.0.0.0", "inet", 0.25));

  /**
   * A socket of the tracker.
   *
   * @param share of the traffic, 1 for the busiest of its protocol
   */
  private record Listener(String protocol, int port, String ip, String family, double share) {}

  /**
   * One series.
   *
   * @param start its value at the beginning
   * @param perSecond what is added in a second, 0 for what stays the same
   */
  private record Series(Map<String, String> labels, double start, double perSecond) {

    long at(double seconds) {
      return (long) (start + perSecond * seconds);
    }
  }

  private record Family(String name, String type, List<Series> series) {}

  /** The body of {@code /api/v1/metrics}. */
  String metrics(double seconds) {
    return families().stream()
        .map(
            family ->
                "# HELP %1$s As the tracker has it.\n# TYPE %1$s %2$s\n"
                        .formatted(family.name(), family.type())
                    + merged(family.series(), seconds).entrySet().stream()
                        .map(e -> family.name() + e.getKey() + " " + e.getValue() + "\n")
                        .collect(joining()))
        .collect(joining("\n"));
  }

  /** The body of {@code /api/v1/stats}. */
  String stats(double seconds) {
    final Map<String, Long> values = new LinkedHashMap<>();
    values.put("torrents", 120L);
    values.put("seeders", 340L);
    values.put("completed", 50 + (long) (seconds / 10));
    values.put("leechers", 56L);
    if (newest()) {
      values.put("completed_in_session", (long) (seconds / 10));
      values.put("completed_persisted", 50 + (long) (seconds / 10));
      values.put("completed_persisted_enabled", 1L);
      values.put(
          "udp_requests_discarded",
          sum(SERVER + "requests_discarded_total", seconds, labels -> true));
    }
    values.put(
        "udp_requests_aborted", sum(SERVER + "requests_aborted_total", seconds, labels -> true));
    values.put(
        "udp_requests_banned", sum(SERVER + "requests_banned_total", seconds, labels -> true));
    values.put("udp_banned_ips_total", 17L);
    values.put("udp_avg_connect_processing_time_ns", 21_000L);
    values.put("udp_avg_announce_processing_time_ns", 64_000L);
    values.put("udp_avg_scrape_processing_time_ns", 33_000L);
    Map.of("4", "inet", "6", "inet6")
        .forEach((digit, family) -> stats(digit, family, seconds, values));
    return values.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue() + "\n")
        .collect(joining());
  }

  private void stats(String digit, String family, double seconds, Map<String, Long> values) {
    final String accepted = SERVER + "requests_accepted_total";
    final String http = "http_tracker_core_requests_received_total";
    final Predicate<Map<String, String>> clients = l -> l.get(CLIENT_FAMILY).equals(family);
    values.put("tcp" + digit + "_connections_handled", sum(http, seconds, clients));
    for (final String kind : List.of("announce", "scrape")) {
      values.put(
          "tcp" + digit + "_" + kind + "s_handled",
          sum(http, seconds, clients.and(l -> l.get(KIND).equals(kind))));
    }
    values.put(
        "udp" + digit + "_requests", sum(SERVER + "requests_received_total", seconds, clients));
    for (final String kind : List.of("connection", "announce", "scrape")) {
      values.put(
          "udp" + digit + "_" + kind + "s_handled",
          sum(accepted, seconds, clients.and(l -> kind.startsWith(l.get(KIND)))));
    }
    values.put(
        "udp" + digit + "_responses", sum(SERVER + "responses_sent_total", seconds, clients));
    values.put("udp" + digit + "_errors_handled", sum(SERVER + "errors_total", seconds, clients));
  }

  private boolean newest() {
    return schema == ConfigSchema.V3;
  }

  private List<Family> families() {
    final List<Family> all = new ArrayList<>();
    counter(SWARM + "torrents_added_total", 500, 0.5, all);
    counter(SWARM + "torrents_removed_total", 380, 0.5, all);
    gauge(SWARM + "torrents_total", 120, all);
    counter(SWARM + "torrents_downloads_total", 50, 0.1, all);
    gauge(SWARM + "torrents_inactive_total", 4, all);
    counter(SWARM + "peers_added_total", 900, 2, all);
    counter(SWARM + "peers_removed_total", 504, 2, all);
    counter(SWARM + "peers_updated_total", 4_000, 20, all);
    all.add(
        new Family(
            SWARM + "peer_connections_total",
            "gauge",
            List.of(
                new Series(Map.of("peer_role", "seeder"), 340, 0),
                new Series(Map.of("peer_role", "leecher"), 56, 0))));
    gauge(SWARM + "unique_peers_total", 361, all);
    gauge(SWARM + "peers_inactive_total", 9, all);
    counter(SWARM + "peers_completed_state_reverted_total", 1, 0, all);
    counter("tracker_core_persistent_torrents_downloads_total", 50, 0.1, all);
    if (newest()) {
      counter("tracker_core_in_session_torrents_downloads_total", 0, 0.1, all);
      counter("tracker_core_persisted_torrents_downloads_total", 50, 0.1, all);
    }
    requests(HTTP, "http_tracker_core_requests_received_total", all, kinds(28, 2));
    requests(UDP, "udp_tracker_core_requests_received_total", all, kinds(40, 45, 5));
    requests(UDP, SERVER + "requests_received_total", all, Map.of(Map.of(), 100.0));
    requests(UDP, SERVER + "requests_accepted_total", all, kinds(40, 45, 5));
    requests(
        UDP,
        SERVER + "responses_sent_total",
        all,
        Map.of(Map.of("result", "ok"), 90.0, Map.of("result", "error"), 6.0));
    requests(UDP, SERVER + "errors_total", all, Map.of(Map.of(), 6.0));
    requests(UDP, SERVER + "requests_aborted_total", all, Map.of(Map.of(), 1.0));
    requests(UDP, SERVER + "requests_banned_total", all, Map.of(Map.of(), 2.0));
    if (newest()) {
      requests(UDP, SERVER + "requests_discarded_total", all, Map.of(Map.of(), 0.5));
    }
    gauge(SERVER + "ips_banned_total", 17, all);
    requests(
        UDP,
        SERVER + "connection_id_errors_total",
        all,
        Map.of(
            Map.of("client_software_name", "qBittorrent", "client_software_version", "4.6.2"), 1.0,
            Map.of("client_software_name", "Transmission", "client_software_version", "4.0.5"),
                3.0));
    all.add(new Family(SERVER + "performance_avg_processing_time_ns", "gauge", times()));
    requests(UDP, SERVER + "performance_avg_processed_requests_total", all, kinds(40, 45, 5));
    return all;
  }

  private static Map<Map<String, String>, Double> kinds(double announce, double scrape) {
    return Map.of(Map.of(KIND, "announce"), announce, Map.of(KIND, "scrape"), scrape);
  }

  private static Map<Map<String, String>, Double> kinds(
      double connect, double announce, double scrape) {
    return Map.of(
        Map.of(KIND, "connect"), connect,
        Map.of(KIND, "announce"), announce,
        Map.of(KIND, "scrape"), scrape);
  }

  private static void counter(String name, double start, double perSecond, List<Family> all) {
    all.add(new Family(name, "counter", List.of(new Series(Map.of(), start, perSecond))));
  }

  private static void gauge(String name, double value, List<Family> all) {
    all.add(new Family(name, "gauge", List.of(new Series(Map.of(), value, 0))));
  }

  private static void requests(
      String protocol,
      String name,
      List<Family> all,
      Map<Map<String, String>, Double> perSecondByLabels) {
    final List<Series> series = new ArrayList<>();
    for (final Listener listener : LISTENERS) {
      if (listener.protocol().equals(protocol)) {
        perSecondByLabels.forEach(
            (own, perSecond) ->
                clients(listener)
                    .forEach(
                        (client, part) -> {
                          final Map<String, String> labels = new TreeMap<>(own);
                          labels.putAll(binding(listener));
                          labels.putAll(client);
                          final double rate = perSecond * listener.share() * part;
                          series.add(new Series(labels, 10 * rate, rate));
                        }));
      }
    }
    all.add(new Family(name, "counter", series));
  }

  private static List<Series> times() {
    final List<Series> series = new ArrayList<>();
    for (final Listener listener : LISTENERS) {
      if (listener.protocol().equals(UDP)) {
        Map.of("connect", 21_000.0, "announce", 64_000.0, "scrape", 33_000.0)
            .forEach(
                (kind, nanoseconds) -> {
                  final Map<String, String> labels = new TreeMap<>(binding(listener));
                  labels.put(KIND, kind);
                  series.add(new Series(labels, nanoseconds, 0));
                });
      }
    }
    return series;
  }

  private static Map<String, String> binding(Listener listener) {
    return Map.of(
        "server_binding_protocol", listener.protocol(),
        "server_binding_ip", listener.ip(),
        "server_binding_port", Integer.toString(listener.port()),
        "server_binding_address_ip_type", "plain",
        "server_binding_address_ip_family", listener.family());
  }

  /** Who asks a listener, with the part of its requests that they make. */
  private static Map<Map<String, String>, Double> clients(Listener listener) {
    return listener.family().equals("inet6")
        ? Map.of(client("inet", "v4_mapped_v6"), 0.75, client("inet6", "plain"), 0.25)
        : Map.of(client("inet", "plain"), 1.0);
  }

  private static Map<String, String> client(String family, String type) {
    return Map.of(CLIENT_FAMILY, family, "client_address_ip_type", type);
  }

  private long sum(String name, double seconds, Predicate<Map<String, String>> which) {
    return families().stream()
        .filter(family -> family.name().equals(name))
        .flatMap(family -> family.series().stream())
        .filter(series -> which.test(series.labels()))
        .mapToLong(series -> series.at(seconds))
        .sum();
  }

  /** Older trackers do not tell their clients apart: what is two series here is one there. */
  private Map<String, Long> merged(List<Series> series, double seconds) {
    final Map<String, Long> merged = new TreeMap<>();
    series.forEach(one -> merged.merge(text(one.labels()), one.at(seconds), Long::sum));
    return merged;
  }

  private String text(Map<String, String> labels) {
    final Map<String, String> told = new TreeMap<>(labels);
    if (newest()) {
      url(labels).forEach(told::put);
    } else {
      told.keySet().removeIf(name -> name.startsWith("client_address_"));
    }
    return told.isEmpty()
        ? ""
        : told.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(joining(",", "{", "}"));
  }

  /** The public URL that a listener of the newest trackers may be given. */
  private static Map<String, String> url(Map<String, String> labels) {
    final String port = labels.get("server_binding_port");
    return "7070".equals(port)
        ? Map.of("public_url", "https://tracker.example.test/announce")
        : "6969".equals(port)
            ? Map.of("public_url", "udp://tracker.example.test:6969/announce")
            : Map.of();
  }
}
