package com.torrust.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server accepts and refuses, and with which words. Nothing is stored: dry run. */
@WithOperator
class CrdSchemaIT {

  private static final String TLS = "  exposure: {tls: {issuerRef: {name: ca}}}\n";

  private static final String SERVER =
      ", host: db.test, name: torrust, credentialsSecret: {name: db}}";

  private static final String PARENT = ", gateway: {parentRefs: [{name: public}]}";

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("no hostname", spec(TLS), "spec.hostname: Required value"),
        arguments("one label", host("localhost"), "must be a full DNS name"),
        arguments("IP address", host("192.0.2.1"), "must be a full DNS name"),
        arguments("numeric last label", host("tracker.123"), "must be a full DNS name"),
        arguments("wildcard", host("'*.example.org'"), "must be a full DNS name"),
        arguments("scheme", host("https://example.org"), "must be a full DNS name"),
        arguments("port", host("example.org:443"), "must be a full DNS name"),
        arguments("path", host("example.org/x"), "must be a full DNS name"),
        arguments("capitals", host("Example.org"), "must be a full DNS name"),
        arguments("hyphen at the end", host("a-.example.org"), "must be a full DNS name"),
        arguments("dot at the end", host("example.org."), "must be a full DNS name"),
        arguments("label of 64", host("a".repeat(64) + ".org"), "must be a full DNS name"),
        arguments("254 characters", host("a.".repeat(126) + "ab"), "may not be more than 253"),
        arguments("empty hostname", host("''"), "must be a full DNS name"),
        arguments("port 0", tracker("udp: [{name: u, port: 0}]"), "greater than or equal to 1"),
        arguments(
            "port 65536", tracker("http: [{name: h, port: 65536}]"), "less than or equal to 65535"),
        arguments(
            "one UDP port twice",
            tracker("udp: [{name: a, port: 6969}, {name: b, port: 6969}]"),
            "two UDP listeners share a port"),
        arguments(
            "one name twice",
            tracker("udp: [{name: a, port: 6969}, {name: a, port: 6868}]"),
            "Duplicate value"),
        arguments(
            "API's port", tracker("http: [{name: h, port: 1212}]"), "belong to the tracker's API"),
        arguments(
            "health port", tracker("http: [{name: h, port: 1313}]"), "belong to the tracker's API"),
        arguments(
            "two HTTP listeners on one hostname",
            tracker("http: [{name: a, port: 1}, {name: b, port: 2}]"),
            "only one HTTP listener can be served on spec.hostname"),
        arguments(
            "the same hostname, named",
            tracker(
                "http: [{name: a, port: 1}, {name: b, port: 2, hostname: tracker.example.org}]"),
            "two HTTP listeners are served on spec.hostname"),
        arguments(
            "one hostname twice",
            tracker(
                "http: [{name: a, port: 1, hostname: a.test}, {name: b, port: 2, hostname:"
                    + " a.test}]"),
            "two HTTP listeners share a hostname"),
        arguments(
            "one HTTP port twice",
            tracker("http: [{name: a, port: 1}, {name: b, port: 1, hostname: b.test}]"),
            "two HTTP listeners share a port"),
        arguments(
            "a listener's bad hostname",
            tracker("http: [{name: a, port: 1, hostname: '*.test'}]"),
            "must be a full DNS name"),
        arguments(
            "a Secret's bad name", full("  grafana: {adminSecret: {name: a/b}}\n"), "should match"),
        arguments(
            "the name of a UDP port",
            tracker("http: [{name: udp-6969, port: 1}]"),
            "belong to the tracker's other ports"),
        arguments(
            "a storage class' bad name",
            tracker("storage: {storageClassName: 'a b'}"),
            "spec.tracker.storage.storageClassName in body should match"),
        arguments(
            "a priority class' bad name",
            tracker("pod: {priorityClassName: 'a..b'}"),
            "spec.tracker.pod.priorityClassName in body should match"),
        arguments(
            "an IngressClass' bad name",
            spec(
                "  hostname: example.org\n  exposure: {ingress: {className: A}, tls: {mode:"
                    + " Disabled}}\n"),
            "spec.exposure.ingress.className in body should match"),
        arguments("two hyphens", tracker("udp: [{name: a--b, port: 1}]"), "should match"),
        arguments(
            "a reserved name",
            tracker("http: [{name: api, port: 1}]"),
            "belong to the tracker's other ports"),
        arguments(
            "the API on Grafana's hostname",
            tracker("api: {hostname: tracker.example.org}"),
            "spec.tracker.api.hostname cannot be spec.hostname"),
        arguments(
            "a timeout without unit",
            spec(
                "  hostname: example.org\n  exposure: {ingress: {webSocketTimeout: '60'}, tls:"
                    + " {mode: Disabled}}\n"),
            "should match"),
        arguments(
            "private with UDP",
            tracker("private: true, udp: [{name: u, port: 6969}]"),
            "a private tracker cannot serve UDP"),
        arguments(
            "digest without schema",
            tracker("image: 'torrust/tracker@sha256:0123'"),
            "set spec.tracker.configSchema to 2.0.0 or 3.0.0"),
        arguments(
            "unknown schema",
            tracker("configSchema: '4.0.0'"),
            "supported values: \"2.0.0\", \"3.0.0\""),
        arguments("empty image", tracker("image: ''"), "at least 1 char"),
        arguments(
            "wiring by env",
            tracker("env: [{name: TORRUST_TRACKER_CONFIG_TOML, value: x}]"),
            "the operator sets this variable itself"),
        arguments(
            "the credentials by env",
            tracker(
                "env: [{name: TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PASSWORD, value:"
                    + " x}]"),
            "the operator sets this variable itself"),
        arguments("announce", tracker("announce: {interval: often}"), "should match"),
        arguments(
            "least interval above the interval",
            tracker("announce: {interval: 1m, minInterval: 61s}"),
            "announce.minInterval cannot be longer"),
        arguments(
            "least interval above the default",
            tracker("announce: {minInterval: 121s}"),
            "announce.minInterval cannot be longer"),
        arguments(
            "SQLite with a host",
            tracker("database: {host: db.test}"),
            "SQLite is a file on the volume"),
        arguments(
            "SQLite with credentials",
            tracker("database: {driver: SQLite, credentialsSecret: {name: a}}"),
            "SQLite is a file on the volume"),
        arguments(
            "MySQL without credentials",
            tracker("database: {driver: MySQL, host: a, name: b}"),
            "a database server needs database.host"),
        arguments(
            "PostgreSQL without host",
            tracker("database: {driver: PostgreSQL, name: b, credentialsSecret: {name: a}}"),
            "a database server needs database.host"),
        arguments(
            "PostgreSQL with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: PostgreSQL" + SERVER),
            "tracker releases 3.x know SQLite and MySQL only"),
        arguments(
            "PostgreSQL with a release and a digest",
            tracker(
                "image: 'a.test:5000/tracker:v3@sha256:01', configSchema: '2.0.0', database:"
                    + " {driver: PostgreSQL"
                    + SERVER),
            "tracker releases 3.x know SQLite and MySQL only"),
        arguments(
            "TLS with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: MySQL, tls: true" + SERVER),
            "can demand TLS from their database"),
        arguments(
            "TLS with schema 3.0.0",
            tracker("database: {driver: MySQL, tls: true" + SERVER),
            "can demand TLS from their database"),
        arguments(
            "a password in the host",
            tracker(
                "database: {driver: MySQL, host: 'a:b@c', name: b, credentialsSecret: {name: a}}"),
            "should match"),
        arguments(
            "Cluster",
            udp("service: {externalTrafficPolicy: Cluster}"),
            "accept it with acceptSourceNAT: true"),
        arguments(
            "Cluster, not accepted",
            udp("service: {externalTrafficPolicy: Cluster, acceptSourceNAT: false}"),
            "accept it with acceptSourceNAT: true"),
        arguments(
            "ClusterIP with a policy",
            udp("service: {type: ClusterIP, externalTrafficPolicy: Local}"),
            "has no externalTrafficPolicy"),
        arguments(
            "NodePort with a class",
            udp("service: {type: NodePort, loadBalancerClass: a/b}"),
            "only a Service of type LoadBalancer"),
        arguments(
            "hostPort and Service",
            udp("hostPort: true, service: {type: NodePort}"),
            "takes the place of the Service"),
        arguments("UDP on an address", udp("hostname: 192.0.2.1"), "must be a full DNS name"),
        arguments(
            "one UDP hostname twice",
            tracker(
                "udp: [{name: a, port: 1, hostname: u.test}, {name: b, port: 2, hostname:"
                    + " u.test}]"),
            "two UDP listeners share a hostname"),
        arguments(
            "both families with a release",
            tracker(
                "image: 'torrust/tracker:3.0.0', udp: [{name: a, port: 1, service: {ipFamilyPolicy:"
                    + " RequireDualStack}}]"),
            "serve one IP family only"),
        arguments(
            "private with hostPort",
            tracker("private: true, udp: [{name: u, port: 6969, hostPort: true}]"),
            "a private tracker cannot serve UDP"),
        arguments("no amount", tracker("storage: {size: lots}"), "must be an amount of storage"),
        arguments("no volume", tracker("storage: {size: '0'}"), "must be an amount of storage"),
        arguments(
            "empty storage class", tracker("storage: {storageClassName: ''}"), "at least 1 char"),
        arguments(
            "no quantity",
            tracker("resources: {limits: {memory: much}}"),
            "every amount must be a quantity"),
        arguments(
            "our label",
            tracker("pod: {labels: {torrust.com/stack: x}}"),
            "belong to the operator"),
        arguments(
            "Grafana without Prometheus",
            full("  prometheus: {enabled: false}\n"),
            "Grafana shows what Prometheus stores"),
        wiring("GF_SERVER_ROOT_URL", "spec.hostname"),
        wiring("GF_SERVER_ENFORCE_DOMAIN", "spec.hostname"),
        wiring("GF_SERVER_HTTP_PORT", "spec.exposure.tls"),
        wiring("GF_LIVE_MAX_CONNECTIONS", "spec.grafana.live.maxConnections"),
        wiring("GF_LIVE_ALLOWED_ORIGINS__FILE", "spec.grafana.live"),
        wiring("GF_SECURITY_ADMIN_PASSWORD", "spec.grafana.adminSecret"),
        wiring("GF_SECURITY_ADMIN_PASSWORD__FILE", "spec.grafana.adminSecret"),
        wiring("GF_AUTH_BASIC_ENABLED", "the operator signs in with it"),
        wiring("GF_METRICS_ENABLED", "everything below / is public"),
        wiring("GF_PATHS_PROVISIONING", "torrust.com/dashboards"),
        wiring("GF_DATABASE_URL", "spec.grafana.storage"),
        arguments(
            "one variable twice",
            full("  grafana: {env: [{name: A, value: x}, {name: A, value: y}]}\n"),
            "Duplicate value"),
        arguments(
            "the long name of a variable",
            full("  grafana: {env: [{name: " + "A".repeat(129) + ", value: x}]}\n"),
            "may not be more than 128"),
        arguments(
            "zero sockets",
            full("  grafana: {live: {maxConnections: 0}}\n"),
            "greater than or equal to 1"),
        arguments(
            "retention as large as the volume",
            full("  prometheus: {retention: {size: 20Gi}, storage: {size: 20Gi}}\n"),
            "size must be less than storage.size"),
        arguments(
            "retention larger than the default volume",
            full("  prometheus: {retention: {size: 20Gi}}\n"),
            "size must be less than storage.size"),
        arguments(
            "scrape interval", full("  prometheus: {scrapeInterval: often}\n"), "should match"),
        arguments(
            "scrape interval too long",
            full("  prometheus: {scrapeInterval: 1h}\n"),
            "must be at most 2m"),
        arguments(
            "Alertmanager without scheme",
            full("  prometheus: {alertmanagers: ['alertmanager:9093']}\n"),
            "spec.prometheus.alertmanagers[0]"),
        arguments(
            "Secret without key",
            full("  prometheus: {additionalScrapeConfigsSecret: {name: a}}\n"),
            "additionalScrapeConfigsSecret.key: Required value"),
        arguments(
            "label of the operator",
            full("  prometheus: {serviceMonitor: {labels: {torrust.com/stack: a}}}\n"),
            "belong to the operator"),
        arguments("no issuer", spec("  hostname: example.org\n"), "needs an issuer"),
        arguments(
            "no issuer, TLS by hand",
            spec("  hostname: example.org\n  exposure: {tls: {mode: CertManager}}\n"),
            "needs an issuer"),
        arguments(
            "no existing Secret",
            spec("  hostname: example.org\n  exposure: {tls: {mode: ExistingSecret}}\n"),
            "set spec.exposure.tls.existingSecret.name"),
        arguments("Gateway without parent", gateway(""), "parentRefs"),
        arguments(
            "Gateway with an empty list",
            gateway(", gateway: {parentRefs: []}"),
            "needs a Gateway"),
        arguments(
            "Gateway and CertManager",
            gateway(PARENT + ", tls: {mode: CertManager, issuerRef: {name: ca}}"),
            "the certificate belongs to the Gateway's listener"),
        arguments(
            "Gateway and ExistingSecret",
            gateway(PARENT + ", tls: {mode: ExistingSecret, existingSecret: {name: a}}"),
            "the certificate belongs to the Gateway's listener"),
        arguments(
            "Gateway and IngressShim",
            gateway(PARENT + ", tls: {mode: IngressShim}"),
            "the certificate belongs to the Gateway's listener"),
        arguments(
            "parents without type",
            spec("  hostname: example.org\n  exposure: {tls: {mode: Disabled}" + PARENT + "}\n"),
            "set spec.exposure.type to Gateway"),
        arguments(
            "one parent twice",
            gateway(", gateway: {parentRefs: [{name: a}, {name: a, sectionName: b}]}"),
            "two entries name the same Gateway"),
        arguments(
            "one listener twice",
            gateway(
                ", gateway: {parentRefs: [{name: a, sectionName: b}, {name: a, sectionName: b}]}"),
            "two entries name the same Gateway"),
        arguments(
            "33 parents",
            gateway(
                ", gateway: {parentRefs: ["
                    + IntStream.range(0, 33)
                        .mapToObj(i -> "{name: g" + i + "}")
                        .collect(Collectors.joining(", "))
                    + "]}"),
            "must have at most 32 items"),
        arguments(
            "parent without name",
            gateway(", gateway: {parentRefs: [{namespace: a}]}"),
            "parentRefs[0].name: Required value"),
        arguments(
            "parent of another kind",
            gateway(", gateway: {parentRefs: [{name: a, kind: Service}]}"),
            "unknown field"),
        arguments("unknown field", full("  trakcer: {}\n"), "unknown field \"spec.trakcer\""),
        arguments(
            "no spec",
            "apiVersion: torrust.com/v1alpha1\nkind: TorrustStack\nmetadata: {name: demo}\n",
            "spec: Required value"),
        arguments(
            "long name",
            full("").replace("name: demo", "name: " + "a".repeat(40)),
            "metadata.name must have at most 39"),
        arguments(
            "name with a dot",
            full("").replace("name: demo", "name: a.b"),
            "metadata.name must have at most 39"));
  }

  private static Arguments wiring(String variable, String instead) {
    return arguments(
        variable, full("  grafana: {env: [{name: " + variable + ", value: x}]}\n"), instead);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(
            "settings of Grafana",
            full(
                "  grafana: {env: [{name: GF_ANALYTICS_REPORTING_ENABLED, value: 'true'}, {name:"
                    + " GF_SMTP_PASSWORD__FILE, value: /x}, {name: GF_SERVER_DOMAIN, value: x},"
                    + " {name: GF_LIVE_HA_ENGINE, value: x}]}\n")),
        arguments("smallest", full("")),
        arguments("253 characters", host("a.".repeat(125) + "abc")),
        arguments("number before letters", host("1a.2b.3com")),
        arguments(
            "UDP and TCP may share",
            tracker("udp: [{name: u, port: 7070}], http: [{name: h, port: 7070}]")),
        arguments("UDP on the API's number", tracker("udp: [{name: u, port: 1212}]")),
        arguments("private", tracker("private: true")),
        arguments("private, UDP none", tracker("private: true, udp: []")),
        arguments(
            "digest with schema",
            tracker("image: 'torrust/tracker@sha256:0123', configSchema: '2.0.0'")),
        arguments(
            "MySQL with a release",
            tracker("image: 'torrust/tracker:3.0.0', database: {driver: MySQL" + SERVER)),
        arguments("PostgreSQL", tracker("database: {driver: PostgreSQL" + SERVER)),
        arguments(
            "TLS with a later build",
            tracker(
                "image: 'torrust/tracker@sha256:01', configSchema: '2.0.0', database: {driver:"
                    + " PostgreSQL, tls: true"
                    + SERVER)),
        arguments(
            "Cluster, accepted",
            udp("service: {externalTrafficPolicy: Cluster, acceptSourceNAT: true}")),
        arguments("hostPort with a hostname", udp("hostPort: true, hostname: u.test")),
        arguments("hostPort false", udp("hostPort: false, service: {type: NodePort}")),
        arguments("both families", udp("service: {ipFamilyPolicy: RequireDualStack}")),
        arguments("UDP on the stack's hostname", udp("hostname: tracker.example.org")),
        arguments("settings", tracker("settings: {a: [1, {b: null}], c: {d: 0.5}}")),
        arguments("size as a number", tracker("storage: {size: 1073741824}")),
        arguments("size with an exponent", tracker("storage: {size: '5e9'}")),
        arguments("no TLS", spec("  hostname: example.org\n  exposure: {tls: {mode: Disabled}}\n")),
        arguments("no exposure", spec("  hostname: example.org\n  exposure: {type: None}\n")),
        arguments("smallest behind a Gateway", gateway(PARENT)),
        arguments("Gateway without TLS", gateway(PARENT + ", tls: {mode: Disabled}")),
        arguments("Gateway, its TLS named", gateway(PARENT + ", tls: {mode: External}")),
        arguments(
            "Gateway, an issuer left over", gateway(PARENT + ", tls: {issuerRef: {name: ca}}")),
        arguments(
            "32 Gateways",
            gateway(
                ", gateway: {parentRefs: ["
                    + IntStream.range(0, 32)
                        .mapToObj(i -> "{name: g, namespace: n" + i + "}")
                        .collect(Collectors.joining(", "))
                    + "]}")),
        arguments(
            "two listeners",
            gateway(
                ", gateway: {parentRefs: [{name: a, sectionName: b}, {name: a, sectionName: c,"
                    + " port: 443}, {name: a, namespace: d}]}")),
        arguments(
            "parents left over",
            spec(
                "  hostname: example.org\n  exposure: {type: Ingress, tls: {mode: Disabled}"
                    + PARENT
                    + "}\n")),
        arguments(
            "tracker only", full("  prometheus: {enabled: false}\n  grafana: {enabled: false}\n")),
        arguments("name of 39", full("").replace("name: demo", "name: " + "a".repeat(39))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String what, String manifest, String sentence, Sandbox sandbox) {
    final Kubectl.Result result = dryRun(manifest, sandbox);

    assertThat(result.code()).as("%s: %s", what, result.output()).isNotZero();
    assertThat(result.output()).as(what).contains(sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void accepted(String what, String manifest, Sandbox sandbox) {
    final Kubectl.Result result = dryRun(manifest, sandbox);

    assertThat(result.code()).as("%s: %s", what, result.output()).isZero();
  }

  static Stream<Arguments> refusedChanges() {
    final String shrink = "the volume cannot shrink";
    final String moved = "a volume stays in its storage class";
    return Stream.of(
        arguments("tracker: {storage: {size: 2Gi}}", "tracker: {storage: {size: 1Gi}}", shrink),
        arguments("tracker: {storage: {size: 2Gi}}", "tracker: {}", shrink),
        arguments("tracker: {storage: {size: 2Gi}}", "suspend: true", shrink),
        arguments("suspend: true", "prometheus: {storage: {size: 9Gi}}", shrink),
        arguments("grafana: {storage: {size: 1025Mi}}", "grafana: {storage: {size: 1Gi}}", shrink),
        arguments(
            "grafana: {storage: {storageClassName: a}}",
            "grafana: {storage: {storageClassName: b}}",
            moved),
        arguments("grafana: {storage: {storageClassName: a}}", "grafana: {}", moved),
        arguments(
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/b}}]}",
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/c}}]}",
            "lets no load balancer change its class"),
        arguments(
            "tracker: {udp: [{name: u, port: 1}]}",
            "tracker: {udp: [{name: u, port: 1, service: {loadBalancerClass: a/c}}]}",
            "lets no load balancer change its class"),
        arguments("suspend: true", "prometheus: {storage: {storageClassName: a}}", moved));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource
  void refusedChanges(String before, String after, String sentence, Sandbox sandbox) {
    // Suspended, so that the operator makes no volume in a class that does not exist.
    sandbox.apply(
        "  suspend: true\n".repeat(before.startsWith("suspend") ? 0 : 1) + "  " + before + "\n");

    final Kubectl.Result result =
        sandbox
            .kubectl()
            .attempt(sandbox.manifest("demo", "  " + after + "\n"), "apply", "-f", "-");

    assertThat(result.code()).as(result.output()).isNotZero();
    assertThat(result.output()).contains(sentence);
  }

  @Test
  void growthInAnotherFormIsAccepted(Sandbox sandbox) {
    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1Gi}}\n");

    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1024Mi}}\n");
    sandbox.apply("  suspend: true\n  tracker: {storage: {size: 1100M}}\n");
  }

  private static Kubectl.Result dryRun(String manifest, Sandbox sandbox) {
    return sandbox
        .kubectl()
        .attempt(
            manifest,
            "apply",
            "--dry-run=server",
            "--validate=strict",
            "-n",
            sandbox.namespace(),
            "-f",
            "-");
  }

  private static String spec(String fields) {
    return "apiVersion: torrust.com/v1alpha1\nkind: TorrustStack\nmetadata: {name: demo}\nspec:\n"
        + fields;
  }

  private static String host(String hostname) {
    return spec("  hostname: " + hostname + "\n" + TLS);
  }

  private static String full(String fields) {
    return host("tracker.example.org") + fields;
  }

  private static String gateway(String fields) {
    return spec("  hostname: example.org\n  exposure: {type: Gateway" + fields + "}\n");
  }

  private static String tracker(String fields) {
    return full("  tracker: {" + fields + "}\n");
  }

  private static String udp(String fields) {
    return tracker("udp: [{name: u, port: 6969, " + fields + "}]");
  }
}
