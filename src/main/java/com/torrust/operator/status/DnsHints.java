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
    return hostnames()
        .map(hostname -> new DnsHint(hostname, common(balancers(hostname)), txt(hostname)))
        .toList();
  }

  /** Returns the hostnames that load balancers serve which have no address in common. */
  List<String> divided() {
    return hostnames()
        .filter(hostname -> balancers(hostname).noneMatch(List::isEmpty))
        .filter(hostname -> common(balancers(hostname)).isEmpty())
        .toList();
  }

  private Stream<String> hostnames() {
    return Stream.concat(
            Routes.hostnames(spec()).stream(),
            spec().tracker().udp().stream().map(UdpListener::hostname))
        .filter(hostname -> hostname != null)
        .distinct();
  }

  /** A client asks any address of a name, so each has to serve all that is under it. */
  private static List<String> common(Stream<List<String>> balancers) {
    return balancers
        .reduce((some, others) -> some.stream().filter(others::contains).toList())
        .orElse(List.of());
  }

  /** Returns the addresses of each Ingress and Service of a hostname, as far as they are known. */
  private Stream<List<String>> balancers(String hostname) {
    final Names names = new Names(stack.getMetadata().getName());
    final Stream<Stream<String>> proxied =
        Routes.of(spec(), hostname).stream()
            .limit(1)
            .map(
                route ->
                    Addresses.ofIngress(
                        observed.ingresses(), names.ingress(hostname, spec().hostname())));
    final Stream<Stream<String>> direct =
        udp(hostname)
            .map(
                listener ->
                    Addresses.ofService(observed.services(), names.udpService(listener.name())));
    return Stream.concat(proxied, direct).map(addresses -> addresses.distinct().sorted().toList());
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
