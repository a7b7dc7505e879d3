package com.torrust.operator.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.operator.cluster.FaultyCluster;
import com.torrust.operator.it.Sandbox;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the run's one {@link FaultBed} and a {@link Sandbox} in its cluster. */
final class FaultBedExtension implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FaultBedExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    final Class<?> type = parameter.getParameter().getType();
    return type == FaultBed.class || type == Sandbox.class || type == Stacks.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    final Optional<String> missing = FaultyCluster.unavailable();
    assumeTrue(missing.isEmpty(), () -> "no faults are made here: " + missing.get());
    final FaultBed bed =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(FaultBed.class, key -> FaultBed.start(), FaultBed.class);
    final ExtensionContext.Store own = context.getStore(NAMESPACE);
    final Class<?> type = parameter.getParameter().getType();
    if (type == FaultBed.class) {
      return bed;
    }
    final Sandbox sandbox =
        own.computeIfAbsent(
            Sandbox.class, key -> Sandbox.create(bed.cluster().cluster()), Sandbox.class);
    return type == Sandbox.class
        ? sandbox
        : own.computeIfAbsent(Stacks.class, key -> new Stacks(sandbox), Stacks.class);
  }

  /** A test that fails midway leaves no fault to the next one. */
  @Override
  public void afterEach(ExtensionContext context) {
    final FaultBed bed = context.getRoot().getStore(NAMESPACE).get(FaultBed.class, FaultBed.class);
    if (bed != null) {
      bed.proxy().heal();
      bed.cluster().revive();
      if (!bed.operator().isAlive()) {
        bed.startOperator(Map.of());
      }
    }
  }
}
