package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.DnsHint;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.api.v1alpha1.UdpListener;
import com.torrust.operator.exposure.PublicUrl;
import com.torrust.operator.exposure.Routes;
import com.torrust.operator.kube.Names;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which DNS records the hostnames of a stack need; pure.
 *
 * @param stack the stack
 * @param observed what was seen of its children
 * @see <a href="https://www.bittorrent.org/beps/bep_0034.html">BEP 34, the TXT record</a>
 */
record DnsHints(TorrustStack stack, Observed observed) {

  private static final String KEYWORD = "BITTORRENT ";

  /** Returns the records, one entry for each distinct hostname. */
  List<DnsHint> all() {
    return Stream.concat(
            Routes.hostnames(spec()).stream(),
            spec().tracker().udp().stream().map(UdpListener::hostname))
        .filter(hostname -> hostname != null)
        .distinct()
        .map(hostname -> new DnsHint(hostname, addresses(hostname), txt(hostname)))
        .toList();
  }

  private List<String> addresses(String hostname) {
    final Names names = new Names(stack.getMetadata().getName());
    final Stream<String> proxied =
        Routes.of(spec(), hostname).isEmpty()
            ? Stream.empty()
            : Addresses.ofIngress(observed.ingresses(), names.ingress(hostname, spec().hostname()));
    final Stream<String> direct =
        udp(hostname)
            .flatMap(
                listener ->
                    Addresses.ofService(observed.services(), names.udpService(listener.name())));
    return Stream.concat(proxied, direct).distinct().sorted().toList();
  }

  private String txt(String hostname) {
    final Stream<String> udp =
        udp(hostname)
            .flatMap(listener -> observed.publicPort(stack, listener).stream())
            .map(port -> "UDP:" + port);
    final Stream<String> tcp =
        Routes.of(spec(), hostname).stream()
            .filter(route -> route.path().equals(Routes.ANNOUNCE_PATH))
            .map(route -> "TCP:" + PublicUrl.port(spec()));
    final String served = Stream.concat(udp, tcp).collect(Collectors.joining(" "));
    return KEYWORD + (served.isEmpty() ? "DENY ALL" : served);
  }

  private Stream<UdpListener> udp(String hostname) {
    return spec().tracker().udp().stream().filter(listener -> hostname.equals(listener.hostname()));
  }

  private TorrustStackSpec spec() {
    return stack.getSpec();
  }
}
