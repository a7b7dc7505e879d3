package com.torrust.operator.workflow;

import com.torrust.operator.status.ConditionType;
import com.torrust.operator.status.Failure;
import com.torrust.operator.status.Reason;
import java.util.Optional;

/**
 * What was found of one Secret.
 *
 * @param value its value, for those who may have it
 * @param failure what is wrong with it
 */
record Finding(Optional<String> value, Optional<Failure> failure) {

  static final Finding NOTHING = new Finding(Optional.empty(), Optional.empty());

  static Finding of(String value) {
    return new Finding(Optional.of(value), Optional.empty());
  }

  static Finding failed(ConditionType gate, Reason reason, String observed) {
    return new Finding(Optional.empty(), Optional.of(new Failure(gate, reason, observed)));
  }
}
