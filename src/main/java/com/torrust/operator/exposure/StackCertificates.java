package com.torrust.operator.exposure;

import com.torrust.operator.api.v1alpha1.IssuerRef;
import com.torrust.operator.api.v1alpha1.TlsMode;
import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.api.v1alpha1.TorrustStackSpec;
import com.torrust.operator.kube.Labels;
import com.torrust.operator.kube.Metadata;
import com.torrust.operator.kube.Owners;
import com.torrust.operator.status.ConditionType;
import com.torrust.operator.workflow.Children;
import com.torrust.operator.workflow.Inputs;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;

/**
 * One Certificate of cert-manager per public hostname, named like its Secret: cert-manager's
 * ingress-shim then finds it and makes no second one.
 */
@KubernetesDependent(informer = @Informer(labelSelector = Labels.SELECTOR))
public final class StackCertificates extends Children<Certificate> {

  /** Creates the children. */
  public StackCertificates() {
    super(Certificate.class, ConditionType.CERTIFICATE_READY);
  }

  @Override
  public List<Certificate> desired(Inputs inputs) {
    return wanted(inputs.spec())
        ? inputs.hostnames().stream().map(hostname -> certificate(inputs, hostname)).toList()
        : List.of();
  }

  /** Returns whether the stack asks cert-manager for certificates. */
  public static boolean wanted(TorrustStackSpec stack) {
    return stack.exposure().tls().mode() == TlsMode.CERT_MANAGER && !Routes.of(stack).isEmpty();
  }

  /** cert-manager's ingress-shim copies the labels of the Ingress to a Certificate of its own. */
  @Override
  protected boolean includes(Certificate certificate, TorrustStack stack) {
    return Owners.owns(stack, certificate);
  }

  private static Certificate certificate(Inputs inputs, String hostname) {
    final String name = inputs.names().certificate(hostname, inputs.spec().hostname());
    final IssuerRef issuer = inputs.spec().exposure().tls().issuerRef();
    return new CertificateBuilder()
        .withMetadata(Metadata.ownedExposure(inputs.stack(), name))
        .withNewSpec()
        .withSecretName(name)
        .withDnsNames(hostname)
        .withNewIssuerRef()
        .withName(issuer.name())
        .withKind(issuer.kind())
        .withGroup(issuer.group())
        .endIssuerRef()
        .withNewPrivateKey()
        .withRotationPolicy("Always")
        .endPrivateKey()
        .endSpec()
        .build();
  }
}
