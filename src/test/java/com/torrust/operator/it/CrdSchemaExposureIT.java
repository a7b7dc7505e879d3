package com.torrust.operator.it;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ingress, Gateway and TLS. */
@WithOperator
class CrdSchemaExposureIT extends CrdSchema {

  private static final String PARENT = ", gateway: {parentRefs: [{name: public}]}";

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "an IngressClass' bad name",
            spec(
                "  hostname: example.org\n  exposure: {ingress: {className: A}, tls: {mode:"
                    + " Disabled}}\n"),
            "spec.exposure.ingress.className in body should match"),
        arguments(
            "a timeout without unit",
            spec(
                "  hostname: example.org\n  exposure: {ingress: {webSocketTimeout: '60'}, tls:"
                    + " {mode: Disabled}}\n"),
            "should match"),
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
            parents(33, "{name: g%d}"),
            "must have at most 32 items"),
        arguments(
            "parent without name",
            gateway(", gateway: {parentRefs: [{namespace: a}]}"),
            "parentRefs[0].name: Required value"),
        arguments(
            "parent of another kind",
            gateway(", gateway: {parentRefs: [{name: a, kind: Service}]}"),
            "unknown field"));
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("no TLS", spec("  hostname: example.org\n  exposure: {tls: {mode: Disabled}}\n")),
        arguments("no exposure", spec("  hostname: example.org\n  exposure: {type: None}\n")),
        arguments("smallest behind a Gateway", gateway(PARENT)),
        arguments("Gateway without TLS", gateway(PARENT + ", tls: {mode: Disabled}")),
        arguments("Gateway, its TLS named", gateway(PARENT + ", tls: {mode: External}")),
        arguments(
            "Gateway, an issuer left over", gateway(PARENT + ", tls: {issuerRef: {name: ca}}")),
        arguments(
            "32 Gateways", parents(32, "{name: g, namespace: n%d}")),
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
                    + "}\n")));
  }

  private static String gateway(String fields) {
    return spec("  hostname: example.org\n  exposure: {type: Gateway" + fields + "}\n");
  }

  private static String parents(int number, String each) {
    return gateway(
        IntStream.range(0, number)
            .mapToObj(each::formatted)
            .collect(Collectors.joining(", ", ", gateway: {parentRefs: [", "]}")));
  }
}
