package com.torrust.operator.kube;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Quantities in the canonical form that the API server gives back: no fraction, the largest suffix
 * that allows it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">
 *     Quantity</a>
 */
public final class Quantities {

  private static final List<String> BINARY = List.of("Ei", "Pi", "Ti", "Gi", "Mi", "Ki");
  private static final List<String> DECIMAL = List.of("E", "P", "T", "G", "M", "k");
  private static final List<String> SMALL = List.of("m", "u", "n");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private Quantities() {}

  /** Returns the same amount in canonical form; finer than a nano is rounded up. */
  public static Quantity canonical(Quantity quantity) {
    final BigDecimal amount = quantity.getNumericalAmount();
    final String format = quantity.getFormat() == null ? "" : quantity.getFormat();
    return new Quantity(format.endsWith("i") ? binary(amount) : decimal(amount, format));
  }

  /** Returns the same amounts in canonical form, sorted by name. */
  public static Map<String, Quantity> canonical(Map<String, Quantity> quantities) {
    final Map<String, Quantity> result = new TreeMap<>();
    quantities.forEach((name, quantity) -> result.put(name, canonical(quantity)));
    return result;
  }

  /** Returns an amount as a whole number, rounded down. */
  public static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }

  /** Returns whether an amount is less than another. */
  public static boolean less(Quantity one, Quantity other) {
    return one.getNumericalAmount().compareTo(other.getNumericalAmount()) < 0;
  }

  private static String binary(BigDecimal amount) {
    if (amount.compareTo(BigDecimal.valueOf(1024)) < 0 || amount.stripTrailingZeros().scale() > 0) {
      return decimal(amount, "");
    }
    int power = BINARY.size();
    for (final String suffix : BINARY) {
      final BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(10 * power--));
      final BigDecimal[] parts = amount.divideAndRemainder(unit);
      if (parts[0].signum() > 0 && parts[1].signum() == 0) {
        return parts[0].toBigInteger() + suffix;
      }
    }
    return amount.toBigInteger().toString();
  }

  private static String decimal(BigDecimal amount, String format) {
    final boolean exponent = format.matches("[eE][-+0-9]+");
    BigDecimal unit = THOUSAND.pow(DECIMAL.size());
    int power = 3 * DECIMAL.size();
    for (final String suffix : DECIMAL) {
      final BigDecimal[] parts = amount.divideAndRemainder(unit);
      if (parts[0].signum() > 0 && parts[1].signum() == 0) {
        return parts[0].toBigInteger() + (exponent ? "e" + power : suffix);
      }
      unit = unit.divide(THOUSAND);
      power -= 3;
    }
    return fraction(amount, exponent);
  }

  private static String fraction(BigDecimal amount, boolean exponent) {
    BigDecimal scaled = amount;
    int power = 0;
    for (final String suffix : SMALL) {
      if (scaled.stripTrailingZeros().scale() <= 0) {
        break;
      }
      scaled = scaled.multiply(THOUSAND);
      power -= 3;
      if (scaled.stripTrailingZeros().scale() <= 0 || suffix.equals("n")) {
        final BigInteger whole = scaled.setScale(0, RoundingMode.CEILING).toBigInteger();
        return whole + (exponent ? "e" + power : suffix);
      }
    }
    return scaled.setScale(0, RoundingMode.CEILING).toBigInteger().toString();
  }
}
