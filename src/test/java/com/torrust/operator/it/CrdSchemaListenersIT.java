package com.torrust.operator.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Listeners of the tracker, the Services for UDP and the API. */
@WithOperator
class CrdSchemaListenersIT extends CrdSchema {

  static Stream<Arguments> refused() {
    return Stream.of(
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
            "the name of a UDP port",
            tracker("http: [{name: udp-6969, port: 1}]"),
            "belong to the tracker's other ports"),
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
            "private with UDP",
            tracker("private: true, udp: [{name: u, port: 6969}]"),
            "a private tracker cannot serve UDP"),
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
            "a private tracker cannot serve UDP"));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(
            "UDP and TCP may share",
            tracker("udp: [{name: u, port: 7070}], http: [{name: h, port: 7070}]")),
        arguments("UDP on the API's number", tracker("udp: [{name: u, port: 1212}]")),
        arguments("private", tracker("private: true")),
        arguments("private, UDP none", tracker("private: true, udp: []")),
        arguments(
            "Cluster, accepted",
            udp("service: {externalTrafficPolicy: Cluster, acceptSourceNAT: true}")),
        arguments("hostPort with a hostname", udp("hostPort: true, hostname: u.test")),
        arguments("hostPort false", udp("hostPort: false, service: {type: NodePort}")),
        arguments("both families", udp("service: {ipFamilyPolicy: RequireDualStack}")),
        arguments("UDP on the stack's hostname", udp("hostname: tracker.example.org")));
  }

  private static String udp(String fields) {
    return tracker("udp: [{name: u, port: 6969, " + fields + "}]");
  }
}
