package com.torrust.operator.status;

/**
 * Why a condition of a stack is as it is: the word for programs, who can end it, and what a person
 * can do about it.
 */
public enum Reason {
  /** Everything that gates {@code Ready} holds. */
  STACK_AVAILABLE(Severity.GOOD, "StackAvailable", ""),
  /** The newest configuration of a component is available. */
  AVAILABLE(Severity.GOOD, "Available", ""),
  /** The Ingress objects are written. */
  INGRESS_WRITTEN(Severity.GOOD, "IngressWritten", ""),
  /** The load balancers have given addresses. */
  ADDRESS_ASSIGNED(Severity.GOOD, "AddressAssigned", ""),
  /** The user suspended the stack. */
  SUSPENDED(Severity.GOOD, "Suspended", "set spec.suspend to false to go on"),

  /** A Deployment has not finished its rollout. */
  ROLLING_OUT(Severity.PROGRESSING, "RollingOut", ""),
  /** The object does not exist yet. */
  NOT_CREATED(Severity.PROGRESSING, "NotCreated", ""),
  /** No node takes the pod. */
  UNSCHEDULABLE(
      Severity.PROGRESSING,
      "Unschedulable",
      "it starts by itself once a node or volume fits; see kubectl describe pod"),
  /** The volume has no storage yet. */
  VOLUME_PENDING(
      Severity.PROGRESSING,
      "VolumePending",
      "check that its storage class exists and can make volumes; see kubectl describe pvc"),
  /** The image did not arrive yet. */
  IMAGE_PULL_FAILING(
      Severity.PROGRESSING, "ImagePullFailing", "check the image name, tag and imagePullSecrets"),
  /** The image did not arrive within the progress deadline, or its name is none. */
  IMAGE_PULL_FAILED(
      Severity.STALLED, "ImagePullFailed", "check the image name, tag and imagePullSecrets"),
  /** The container ends again and again. */
  CRASH_LOOPING(Severity.PROGRESSING, "CrashLooping", "see kubectl logs --previous"),
  /** The container cannot be made. */
  CONTAINER_NOT_CREATED(Severity.PROGRESSING, "ContainerNotCreated", ""),
  /** cert-manager is not installed. */
  CERT_MANAGER_MISSING(
      Severity.PROGRESSING,
      "CertManagerMissing",
      "install cert-manager, or choose another spec.exposure.tls.mode; the rest of the stack runs"
          + " without it"),
  /** The load balancers have not given addresses. */
  ADDRESS_PENDING(
      Severity.PROGRESSING,
      "AddressPending",
      "some ingress controllers and bare-metal clusters never report one"),
  /** Objects of an earlier stack of the same name are still being deleted. */
  EARLIER_STACK_LEAVING(
      Severity.PROGRESSING,
      "EarlierStackLeaving",
      "the operator goes on by itself once they are gone"),
  /** The API server did not take an object for a reason that may pass. */
  APPLY_FAILED(Severity.PROGRESSING, "ApplyFailed", "the operator tries again by itself"),

  /** The API server refuses an object: quota, admission or validation. */
  REFUSED_BY_CLUSTER(
      Severity.STALLED,
      "RefusedByCluster",
      "change what the message names in the stack, or make room if it is a quota"),
  /** A Secret that the stack names does not exist. */
  SECRET_MISSING(Severity.STALLED, "SecretMissing", "create it; it is looked for again by itself"),
  /** A Secret lacks a key. */
  SECRET_INCOMPLETE(Severity.STALLED, "SecretIncomplete", "add the missing key"),
  /** A generated Secret was deleted while its component's data is there. */
  SECRET_LOST(
      Severity.STALLED,
      "SecretLost",
      "a new password would not fit the data: put the present one into a Secret with the keys"
          + " username and password and name it in spec.grafana.adminSecret"),
  /** A volume was deleted while its component still runs on it. */
  VOLUME_LOST(
      Severity.STALLED,
      "VolumeLost",
      "restore it from a backup with its labels, or delete the Deployment to begin with an empty"
          + " volume"),
  /** A volume is being deleted and goes as soon as no pod uses it. */
  VOLUME_TERMINATING(
      Severity.STALLED, "VolumeTerminating", "make a backup before its pod restarts"),
  /** A volume cannot become what the stack asks for. */
  STORAGE_IMMUTABLE(
      Severity.STALLED,
      "StorageImmutable",
      "set the storage class that the volume has, or move the data to a new volume"),
  /** An object of a child's name belongs to somebody else. */
  NAME_COLLISION(
      Severity.STALLED, "NameCollision", "delete or rename that object, or rename the stack"),
  /** Another stack asks for the same hostname and is older. */
  HOSTNAME_TAKEN(
      Severity.STALLED, "HostnameTaken", "choose another hostname, or delete the other stack"),
  /** Nobody can tell which configuration the tracker's image reads. */
  SCHEMA_UNKNOWN(
      Severity.STALLED, "SchemaUnknown", "set spec.tracker.configSchema to 2.0.0 or 3.0.0"),
  /** Pod settings have the wrong shape. */
  POD_SETTINGS_INVALID(Severity.STALLED, "PodSettingsInvalid", "mend the field in the stack");

  private final Severity severity;
  private final String word;
  private final String advice;

  Reason(Severity severity, String word, String advice) {
    this.severity = severity;
    this.word = word;
    this.advice = advice;
  }

  /** Returns who can end the state. */
  public Severity severity() {
    return severity;
  }

  /** Returns the reason in one word, as it stands in a condition. */
  public String word() {
    return word;
  }

  /** Returns the message of a condition: what was observed, and what a person can do. */
  public String message(String observed) {
    return advice.isEmpty() ? observed : observed + "; " + advice;
  }
}
