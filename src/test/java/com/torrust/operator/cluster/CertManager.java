package com.torrust.operator.cluster;

import io.fabric8.certmanager.api.model.acme.v1.Challenge;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateBuilder;
import io.fabric8.certmanager.api.model.v1.ClusterIssuer;
import io.fabric8.certmanager.api.model.v1.ClusterIssuerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The real cert-manager controller as a process beside a cluster, and a private certificate
 * authority. Its webhook is not there, so nothing checks its objects beyond their schema.
 */
final class CertManager {

  private static final String NAME = "cert-manager";
  private static final String AUTHORITY = "test-ca";
  private static final String SELF_SIGNED = "test-self-signed";
  private static final String CERTIFICATES = "certificates.cert-manager.io";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

  private final KubernetesClient client;
  private final Path kubeconfig;
  private final Workspace workspace;

  /** Set while this object has cert-manager installed. */
  private Process controller;

  CertManager(KubernetesClient client, Path kubeconfig, Workspace workspace) {
    this.client = client;
    this.kubeconfig = kubeconfig;
    this.workspace = workspace;
  }

  synchronized void install() {
    if (controller == null && !isInCluster()) {
      Path program = Programs.folder(NAME).resolve("cert-manager-controller");
      Progress.say("installing cert-manager");
      List<HasMetadata> definitions = definitions();
      client.resourceList(definitions).serverSideApply();
      await(
          "cert-manager's CRDs", () -> definitions.stream().allMatch(new ServedKinds(client)::have));
      controller =
          workspace.start(
              NAME,
              Map.of(),
              List.of(
                  program.toString(),
                  "--kubeconfig=" + kubeconfig,
                  "--cluster-resource-namespace=" + NAME));
    }
    applyAuthority();
  }

  synchronized void remove() {
    if (controller == null) {
      if (isInCluster()) {
        throw new ClusterException(
            "cert-manager was in this cluster before the tests: not removing it");
      }
      return;
    }
    workspace.stop(controller);
    // Nobody is left to do what these finalizers wait for, and a CRD goes only after its last
    // object.
    client
        .resources(Challenge.class)
        .inAnyNamespace()
        .list()
        .getItems()
        .stream()
        .filter(challenge -> !challenge.getMetadata().getFinalizers().isEmpty())
        .forEach(challenge -> client.resource(challenge).patch(MERGE, NO_FINALIZERS));
    List<HasMetadata> definitions = definitions();
    client.resourceList(definitions).delete();
    await("the end of cert-manager's CRDs", () -> definitions.stream().noneMatch(this::exists));
    controller = null;
  }

  private void applyAuthority() {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(NAME).endMetadata().build())
        .serverSideApply();
    client
        .resource(
            new ClusterIssuerBuilder()
                .withNewMetadata()
                .withName(SELF_SIGNED)
                .endMetadata()
                .withNewSpec()
                .withNewSelfSigned()
                .endSelfSigned()
                .endSpec()
                .build())
        .serverSideApply();
    Certificate certificate = client.resource(certificate()).serverSideApply();
    // An issuer that is there before its secret is looked at again only seconds later.
    await("the secret of " + AUTHORITY, () -> hasSecret(certificate));
    ClusterIssuer issuer =
        new ClusterIssuerBuilder()
            .withNewMetadata()
            .withName(AUTHORITY)
            .endMetadata()
            .withNewSpec()
            .withNewCa()
            .withSecretName(AUTHORITY)
            .endCa()
            .endSpec()
            .build();
    client.resource(issuer).serverSideApply();
    await("the ClusterIssuer " + AUTHORITY, () -> isReady(client.resource(issuer).get()));
  }

  private static Certificate certificate() {
    return new CertificateBuilder()
        .withNewMetadata()
        .withName(AUTHORITY)
        .withNamespace(NAME)
        .endMetadata()
        .withNewSpec()
        .withIsCA(true)
        .withCommonName("Test authority")
        .withSecretName(AUTHORITY)
        .withNewPrivateKey()
        .withAlgorithm("ECDSA")
        .withSize(256)
        .endPrivateKey()
        .withNewIssuerRef()
        .withKind("ClusterIssuer")
        .withName(SELF_SIGNED)
        .endIssuerRef()
        .endSpec()
        .build();
  }

  private void await(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(TIMEOUT)
          .ignoreExceptionsInstanceOf(KubernetesClientException.class)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new ClusterException(e.getMessage() + "\n" + Workspace.tail(workspace.log(NAME)), e);
    }
  }

  private boolean isInCluster() {
    return client.apiextensions().v1().customResourceDefinitions().withName(CERTIFICATES).get()
        != null;
  }

  private boolean exists(HasMetadata object) {
    return client.resource(object).get() != null;
  }

  private boolean hasSecret(Certificate certificate) {
    requireController();
    return client.secrets().inNamespace(NAME).withName(certificate.getSpec().getSecretName()).get()
        != null;
  }

  private boolean isReady(ClusterIssuer issuer) {
    requireController();
    return issuer.getStatus() != null
        && issuer.getStatus().getConditions() != null
        && issuer.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  private void requireController() {
    if (controller != null && !controller.isAlive()) {
      throw new ClusterException("cert-manager has ended\n" + Workspace.tail(workspace.log(NAME)));
    }
  }

  private List<HasMetadata> definitions() {
    try (InputStream yaml = Files.newInputStream(Programs.folder(NAME).resolve("crds.yaml"))) {
      return client.load(yaml).items();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
