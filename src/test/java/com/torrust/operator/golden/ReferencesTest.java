package com.torrust.operator.golden;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In every golden case, what one child says of another is true. */
class ReferencesTest {

  private static final String ALL = "com.torrust.operator.golden.GoldenCase#all";

  @ParameterizedTest
  @MethodSource(ALL)
  void volumesComeFromObjectsOfTheStack(GoldenCase golden) {
    for (final PodSpec pod : pods(golden)) {
      for (final Volume volume : pod.getVolumes()) {
        if (volume.getConfigMap() != null && volume.getConfigMap().getOptional() == null) {
          assertThat(names(ConfigMap.class, golden)).contains(volume.getConfigMap().getName());
        }
        if (volume.getSecret() != null && !Boolean.TRUE.equals(volume.getSecret().getOptional())) {
          assertThat(names(Secret.class, golden)).contains(volume.getSecret().getSecretName());
        }
        if (volume.getPersistentVolumeClaim() != null) {
          assertThat(names(PersistentVolumeClaim.class, golden))
              .contains(volume.getPersistentVolumeClaim().getClaimName());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void secretsInVariablesAreGeneratedOrNamedByTheUser(GoldenCase golden) throws IOException {
    final String users = Files.readString(golden.source());
    assertThat(
            pods(golden).stream()
                .flatMap(pod -> pod.getContainers().get(0).getEnv().stream())
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(EnvVarSource::getSecretKeyRef)
                .filter(Objects::nonNull))
        .isNotEmpty()
        .allSatisfy(
            ref -> {
              final boolean generated =
                  Rendering.of(Secret.class, golden).stream()
                      .filter(secret -> secret.getMetadata().getName().equals(ref.getName()))
                      .anyMatch(secret -> secret.getData().containsKey(ref.getKey()));
              assertThat(generated || users.contains("name: " + ref.getName() + "\n"))
                  .as(ref.toString())
                  .isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void servicePortsLeadToPortsOfTheSelectedPod(GoldenCase golden) {
    for (final Service service : Rendering.of(Service.class, golden)) {
      final Deployment target = target(service, golden);
      final List<ContainerPort> containerPorts =
          target.getSpec().getTemplate().getSpec().getContainers().get(0).getPorts();
      assertThat(service.getSpec().getPorts())
          .isNotEmpty()
          .allSatisfy(
              port -> {
                assertThat(port.getName()).isNotEmpty();
                assertThat(containerPorts)
                    .filteredOn(c -> c.getName().equals(port.getTargetPort().getStrVal()))
                    .singleElement()
                    .satisfies(c -> assertThat(c.getProtocol()).isEqualTo(port.getProtocol()))
                    .satisfies(c -> assertThat(c.getContainerPort()).isEqualTo(port.getPort()));
              })
          .extracting(ServicePort::getName)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void onlyServicesOfUdpListenersAreOpenToTheOutside(GoldenCase golden) {
    for (final Service service : Rendering.of(Service.class, golden)) {
      final boolean udp =
          service.getSpec().getPorts().stream().allMatch(port -> port.getProtocol().equals("UDP"));
      if (!udp) {
        assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
      } else if (!service.getSpec().getType().equals("ClusterIP")) {
        assertThat(service.getSpec().getExternalTrafficPolicy()).isEqualTo("Local");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void ingressPathsLeadToPortsOfServices(GoldenCase golden) {
    for (final Ingress ingress : Rendering.of(Ingress.class, golden)) {
      final List<HTTPIngressPath> paths = ingress.getSpec().getRules().get(0).getHttp().getPaths();
      assertThat(paths)
          .isNotEmpty()
          .allSatisfy(path -> assertThat(path.getPathType()).isEqualTo("Prefix"))
          .allSatisfy(
              path ->
                  assertThat(Rendering.of(Service.class, golden))
                      .filteredOn(s -> s.getMetadata().getName().equals(backend(path)))
                      .flatExtracting(s -> s.getSpec().getPorts())
                      .extracting(ServicePort::getName)
                      .contains(path.getBackend().getService().getPort().getName()))
          .extracting(HTTPIngressPath::getPath)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void rulesOfHttpRoutesLeadToPortsOfServices(GoldenCase golden) {
    for (final HTTPRoute route : Rendering.of(HTTPRoute.class, golden)) {
      assertThat(route.getSpec().getRules())
          .isNotEmpty()
          .allSatisfy(
              rule ->
                  assertThat(rule.getBackendRefs())
                      .singleElement()
                      .satisfies(
                          ref ->
                              assertThat(Rendering.of(Service.class, golden))
                                  .filteredOn(s -> s.getMetadata().getName().equals(ref.getName()))
                                  .flatExtracting(s -> s.getSpec().getPorts())
                                  .extracting(ServicePort::getPort)
                                  .contains(ref.getPort())))
          .extracting(rule -> rule.getMatches().get(0).getPath().getValue())
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aStackHasIngressesOrHttpRoutesButNeverBoth(GoldenCase golden) {
    assertThat(
            Rendering.of(Ingress.class, golden).isEmpty()
                || Rendering.of(HTTPRoute.class, golden).isEmpty())
        .isTrue();
  }

  /** Its API is Grafana's there. */
  @ParameterizedTest
  @MethodSource(ALL)
  void theHostnameOfTheStackLeadsToTheTrackerForPeersOnly(GoldenCase golden) {
    for (final Ingress ingress : Rendering.of(Ingress.class, golden)) {
      final IngressRule rule = ingress.getSpec().getRules().get(0);
      if (rule.getHost().equals(golden.stack().getSpec().hostname())) {
        assertThat(rule.getHttp().getPaths())
            .filteredOn(path -> backend(path).endsWith("-tracker"))
            .extracting(HTTPIngressPath::getPath)
            .isSubsetOf("/announce", "/scrape");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void certificatesFillTheSecretsOfTheirIngress(GoldenCase golden) {
    for (final Certificate certificate : Rendering.of(Certificate.class, golden)) {
      assertThat(certificate.getSpec().getSecretName())
          .isEqualTo(certificate.getMetadata().getName());
      assertThat(
              Rendering.of(Ingress.class, golden).stream()
                  .flatMap(ingress -> ingress.getSpec().getTls().stream())
                  .filter(tls -> tls.getSecretName().equals(certificate.getSpec().getSecretName()))
                  .map(IngressTLS::getHosts))
          .containsExactly(certificate.getSpec().getDnsNames());
    }
  }

  private static Deployment target(Service service, GoldenCase golden) {
    return Rendering.of(Deployment.class, golden).stream()
        .filter(
            deployment ->
                deployment
                    .getSpec()
                    .getTemplate()
                    .getMetadata()
                    .getLabels()
                    .entrySet()
                    .containsAll(service.getSpec().getSelector().entrySet()))
        .findFirst()
        .orElseThrow();
  }

  private static String backend(HTTPIngressPath path) {
    return path.getBackend().getService().getName();
  }

  private static List<PodSpec> pods(GoldenCase golden) {
    return Rendering.of(Deployment.class, golden).stream()
        .map(deployment -> deployment.getSpec().getTemplate().getSpec())
        .toList();
  }

  private static <R extends HasMetadata> Set<String> names(Class<R> kind, GoldenCase golden) {
    return Rendering.of(kind, golden).stream()
        .map(object -> object.getMetadata().getName())
        .collect(toSet());
  }
}
