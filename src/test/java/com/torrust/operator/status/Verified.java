package com.torrust.operator.status;

import com.torrust.operator.api.v1alpha1.EndpointRow;
import com.torrust.operator.verification.Checked;
import com.torrust.operator.verification.Result;
import com.torrust.operator.verification.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the verification finds of endpoints: each works, but for what was said of it. */
final class Verified {

  private final Map<String, Result> found = new HashMap<>();

  /** The verification of an endpoint comes to this. */
  void found(String endpoint, Reason reason, String observed) {
    found.put(endpoint, new Result(endpoint, reason, reason.message(observed)));
  }

  List<Checked> of(List<Target> targets) {
    return Checked.of(
        targets,
        targets.stream()
            .map(target -> found.getOrDefault(target.endpoint(), works(target)))
            .toList());
  }

  private static Result works(Target target) {
    final Reason reason =
        target.row() == EndpointRow.GRAFANA_LIVE
            ? Reason.WEB_SOCKET_VERIFIED
            : Reason.ENDPOINT_VERIFIED;
    return new Result(target.endpoint(), reason, target.endpoint() + " works");
  }
}
