package com.torrust.operator.api.v1alpha1;

/** Labels of the user's on objects of the operator's, in a field called {@code labels}. */
final class UserLabels {

  /** CEL: no key is the operator's. */
  static final String RULE =
      "!has(self.labels) || self.labels.all(k, !k.startsWith('torrust.com/') &&"
          + " !k.startsWith('app.kubernetes.io/'))";

  /** What to do where one is. */
  static final String MESSAGE =
      "keys below torrust.com/ and app.kubernetes.io/ belong to the operator; use another prefix";

  private UserLabels() {}
}
