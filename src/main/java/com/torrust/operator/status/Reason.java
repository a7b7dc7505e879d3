package com.torrust.operator.status;

import java.util.Arrays;
import java.util.Optional;

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
  /** The Gateways accept the HTTPRoutes. */
  ROUTE_ACCEPTED(Severity.GOOD, "RouteAccepted", ""),
  /** The load balancers have given addresses. */
  ADDRESS_ASSIGNED(Severity.GOOD, "AddressAssigned", ""),
  /** The ServiceMonitors are written. */
  SERVICE_MONITORS_WRITTEN(Severity.GOOD, "ServiceMonitorsWritten", ""),
  /** The user suspended the stack. */
  SUSPENDED(Severity.GOOD, "Suspended", "set spec.suspend to false to go on"),

  /** The endpoint answers as it should. */
  ENDPOINT_VERIFIED(Severity.GOOD, "EndpointVerified", ""),
  /** The WebSocket opens with a valid accept key and carries frames both ways. */
  WEB_SOCKET_VERIFIED(Severity.GOOD, "WebSocketVerified", ""),

  /** The stack wants no verification. */
  VERIFICATION_DISABLED(
      Severity.UNDECIDED,
      "VerificationDisabled",
      "set spec.exposure.probe.mode to Public or InCluster to have it verified"),
  /** The operator may not reach public names. */
  PUBLIC_REQUESTS_OFF(
      Severity.UNDECIDED,
      "PublicRequestsOff",
      "use spec.exposure.probe.mode InCluster with the ingress controller's address, or verify it"
          + " from outside"),
  /** The operator does not run in the pods' network. */
  POD_REQUESTS_OFF(
      Severity.UNDECIDED,
      "PodRequestsOff",
      "it is verified when the operator runs inside the cluster"),
  /** Something that the endpoint needs is not there yet. */
  WAITING(Severity.UNDECIDED, "Waiting", ""),
  /** The name cannot be resolved here. */
  DNS_NOT_READY(
      Severity.UNDECIDED,
      "DNSNotReady",
      "create its address record; if only the cluster cannot resolve it, use"
          + " spec.exposure.probe.mode InCluster"),
  /** No connection can be made from here. */
  UNREACHABLE(
      Severity.UNDECIDED,
      "Unreachable",
      "this may be so from inside the cluster only: check it from outside, and use"
          + " spec.exposure.probe.mode InCluster if it works there"),
  /** A proxy asks for a password, or Grafana for one that may not be sent. */
  AUTH_REQUIRED(
      Severity.UNDECIDED,
      "AuthRequired",
      "whether the WebSocket gets through cannot be told without being let in"),
  /** Grafana does not take the password of its Secret. */
  ADMIN_PASSWORD_DRIFT(
      Severity.UNDECIDED,
      "AdminPasswordDrift",
      "somebody changed it in Grafana: put the present one into the Secret that"
          + " status.adminSecretName names"),

  /** The endpoint was not looked at yet. */
  VERIFYING(Severity.PROGRESSING, "Verifying", ""),
  /** A middlebox answers 101 with a wrong accept key. */
  BAD_HANDSHAKE(
      Severity.STALLED,
      "BadHandshake",
      "something between here and Grafana answers the handshake by itself: look for a cache or"
          + " filter in front of the ingress"),
  /** The proxy drops the headers of the handshake. */
  UPGRADE_STRIPPED(
      Severity.STALLED,
      "UpgradeStripped",
      "make the proxy pass Upgrade and Connection on for /api/live/ws, see the table of ingress"
          + " controllers in the README, and set spec.exposure.ingress.controller if"
          + " status.exposure names the wrong one"),
  /** The proxy refuses a handshake on this route. */
  UPGRADE_FORBIDDEN(
      Severity.STALLED,
      "UpgradeForbidden",
      "allow WebSockets on the route /api/live/ws: see the table of ingress controllers in the"
          + " README and your own spec.exposure.ingress.annotations, then allow-lists and firewalls"
          + " in front"),
  /** The proxy cannot do a handshake of this kind. */
  UPGRADE_UNSUPPORTED(
      Severity.STALLED,
      "UpgradeUnsupported",
      "the proxy must speak HTTP/1.1 with Upgrade to Grafana"),
  /** Grafana refuses the origin. */
  ORIGIN_REJECTED(
      Severity.STALLED,
      "OriginRejected",
      "the proxy must pass the Host header on unchanged, and GF_SERVER_ROOT_URL and"
          + " GF_LIVE_ALLOWED_ORIGINS must not be changed in spec.grafana.env"),
  /** Something else than the component answers. */
  WRONG_BACKEND(
      Severity.PROGRESSING,
      "WrongBackend",
      "look for another Ingress, route or site of this hostname that takes the path"),
  /** The proxy sends elsewhere. */
  REDIRECTED(
      Severity.STALLED,
      "Redirected",
      "clients of this path do not follow redirects: take the redirect or login page away from it"),
  /** The proxy knows no such host or path. */
  NOT_ROUTED(
      Severity.PROGRESSING,
      "NotRouted",
      "check that the ingress controller serves this class: kubectl describe ingress"),
  /** The proxy refuses the request itself. */
  PROXY_REJECTED(
      Severity.PROGRESSING,
      "ProxyRejected",
      "see the proxy's log and its rules for this path, such as limits, passwords and allow-lists"),
  /** The proxy does not reach the component. */
  BACKEND_UNAVAILABLE(
      Severity.PROGRESSING,
      "BackendUnavailable",
      "see kubectl get endpointslices and the NetworkPolicies: spec.networkPolicy.ingressFrom must"
          + " name the ingress controller"),
  /** A connection was made, and nothing came. */
  NO_ANSWER(Severity.PROGRESSING, "NoAnswer", "see the log of the proxy and of what is behind it"),
  /** The certificate that is served is not valid for the hostname. */
  TLS_INVALID(
      Severity.PROGRESSING,
      "TLSInvalid",
      "see which certificate the ingress controller serves; for an issuer of your own, the Secret"
          + " needs the key ca.crt"),
  /** Grafana does not offer the WebSocket, asked directly. */
  LIVE_UNAVAILABLE(
      Severity.PROGRESSING,
      "LiveUnavailable",
      "see Grafana's log, spec.grafana.live and GF_LIVE variables in spec.grafana.env"),
  /** The tracker does not see who asks. */
  CLIENT_ADDRESS_LOST(
      Severity.STALLED,
      "ClientAddressLost",
      "the proxy must append X-Forwarded-For; if peers reach the tracker without a proxy, set"
          + " spec.tracker.onReverseProxy to Never"),

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
  /** The Gateway API is not installed. */
  GATEWAY_API_MISSING(
      Severity.PROGRESSING,
      "GatewayApiMissing",
      "install the Gateway API (standard channel, 1.0 or newer) and a controller for it, or choose"
          + " another spec.exposure.type; the rest of the stack runs without it"),
  /** Prometheus Operator is not installed. */
  PROMETHEUS_OPERATOR_MISSING(
      Severity.UNDECIDED,
      "PrometheusOperatorMissing",
      "install Prometheus Operator, or remove spec.prometheus.serviceMonitor; the stack runs"
          + " without it"),
  /** No controller reports on an HTTPRoute. */
  ROUTE_IGNORED(
      Severity.PROGRESSING,
      "RouteIgnored",
      "check that spec.exposure.gateway.parentRefs names a Gateway that exists in that namespace,"
          + " allows routes of this one, and has a controller that runs: kubectl describe gateway"),
  /** A Gateway finds no Service behind an HTTPRoute. */
  BACKEND_NOT_FOUND(
      Severity.PROGRESSING,
      "BackendNotFound",
      "it goes on by itself once the component has its Service, see the other conditions"),
  /** The load balancers have not given addresses. */
  ADDRESS_PENDING(
      Severity.UNDECIDED,
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
  /** Somebody put a token into the Secret of the tracker's API that the tracker cannot take. */
  TOKEN_NOT_TEXT(
      Severity.STALLED,
      "TokenNotText",
      "let it begin with a letter, or delete the Secret for a new one"),
  /** The name of Grafana's administrator cannot be sent with a password. */
  USERNAME_INVALID(Severity.STALLED, "UsernameInvalid", "choose a username without colon"),
  /** A generated Secret was deleted while its data is there, and nothing tells the former value. */
  SECRET_LOST(
      Severity.STALLED,
      "SecretLost",
      "a new password would not fit the data: put the login that Grafana has into a Secret with the"
          + " keys username and password and name that in spec.grafana.adminSecret"),
  /** Grafana takes neither the new login of its administrator nor the former one. */
  PASSWORD_NOT_CHANGED(
      Severity.STALLED, "PasswordNotChanged", "the operator looks again within 10 minutes"),
  /** Grafana could not be told the new login of its administrator yet. */
  PASSWORD_PENDING(Severity.PROGRESSING, "PasswordPending", "the operator tries again within 30 s"),
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
  /** An approver or an issuer refused the request for a certificate. */
  CERTIFICATE_REFUSED(
      Severity.STALLED,
      "CertificateRefused",
      "change what refused it, or the hostname or issuer in the stack"),
  /** Another Certificate has filled the Secret; the word is cert-manager's. */
  INCORRECT_CERTIFICATE(
      Severity.STALLED,
      "IncorrectCertificate",
      "delete that other Certificate, or give it another spec.secretName; cert-manager notices"
          + " within 3 minutes"),
  /** Another stack asks for the same hostname and is older. */
  HOSTNAME_TAKEN(
      Severity.STALLED, "HostnameTaken", "choose another hostname, or delete the other stack"),
  /** The listeners of a Gateway take no routes of this namespace. */
  NOT_ALLOWED_BY_LISTENERS(
      Severity.STALLED,
      "NotAllowedByListeners",
      "whoever runs the Gateway must allow routes of this namespace, in allowedRoutes.namespaces of"
          + " the listener"),
  /** No listener of a Gateway serves the hostname. */
  NO_MATCHING_LISTENER_HOSTNAME(
      Severity.STALLED,
      "NoMatchingListenerHostname",
      "the Gateway needs a listener whose hostname covers this one, or choose another hostname"),
  /** A Gateway has no such listener. */
  NO_MATCHING_PARENT(
      Severity.STALLED,
      "NoMatchingParent",
      "correct sectionName and port in spec.exposure.gateway.parentRefs: they must name a listener"
          + " of the Gateway"),
  /** A file with scrape configurations is none. */
  SCRAPE_CONFIGS_INVALID(
      Severity.STALLED,
      "ScrapeConfigsInvalid",
      "mend it; until then Prometheus runs without these jobs"),
  /** Nobody can tell which configuration the tracker's image reads. */
  SCHEMA_UNKNOWN(
      Severity.STALLED, "SchemaUnknown", "set spec.tracker.configSchema to 2.0.0 or 3.0.0"),
  /** A setting of the tracker is the operator's, or has no form in its file. */
  SETTING_REFUSED(Severity.STALLED, "SettingRefused", "take it out of the stack"),
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

  /** Returns the reason of the given word, if there is one. */
  public static Optional<Reason> of(String word) {
    return Arrays.stream(values()).filter(reason -> reason.word.equals(word)).findFirst();
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
