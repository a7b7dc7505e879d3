package com.torrust.operator.verification;

import com.torrust.operator.api.v1alpha1.TorrustStack;
import com.torrust.operator.status.Observed;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ExternalResourceCachingEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the endpoints of all stacks from time to time, on threads of its own, and has a stack
 * reconciled when something about it has changed. It does for endpoints what an informer does for
 * objects.
 *
 * <p>A stack is looked at by one thread at a time, so that it never costs more than one WebSocket.
 */
public final class VerificationSource
    extends ExternalResourceCachingEventSource<Result, TorrustStack, String>
    implements ResourceEventAware<TorrustStack> {

  /** Looks are spread by this share, so that stacks of one moment drift apart. */
  private static final double JITTER = 0.1;

  /** After a look that failed for a reason of the operator's own. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(VerificationSource.class);

  private final Look probe;
  private final Clock clock;
  private final VerificationSettings settings;
  private final Map<ResourceID, Course> courses = new HashMap<>();
  private ScheduledExecutorService executor;

  /**
   * Creates the source.
   *
   * @param probe does the looking
   * @param settings what may be connected to, and how many stacks are looked at simultaneously
   * @param clock tells when a refused password may be tried again
   */
  public VerificationSource(StackProbe probe, VerificationSettings settings, Clock clock) {
    this((Look) probe, settings, clock);
  }

  VerificationSource(Look probe, VerificationSettings settings, Clock clock) {
    super("verification", Result.class, Result::endpoint);
    this.probe = probe;
    this.clock = clock;
    this.settings = settings;
  }

  /** What is under way for one stack; without progress when the stack is gone. */
  private static final class Course {
    private Progress progress;
    private ScheduledFuture<?> next;
    private boolean running;
  }

  @Override
  public synchronized void start() {
    executor = Executors.newScheduledThreadPool(settings.threads(), daemons());
    super.start();
  }

  @Override
  public synchronized void stop() {
    super.stop();
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  /**
   * Follows the endpoints of a stack as it is now, and returns what is known of each.
   *
   * @param observed what was seen of the stack's children
   */
  public List<Checked> follow(TorrustStack stack, Observed observed) {
    final Assignment assignment = new Plan(stack, observed, settings).assignment();
    return Checked.of(
        assignment.targets(),
        follow(ResourceID.fromResource(stack), assignment, Result.before(stack)));
  }

  /**
   * Takes over what is to be verified of a stack, and returns what is known of it. Something new is
   * looked at at once.
   *
   * @param before what the stack's status tells of the same spec, for the first look after a start
   */
  synchronized List<Result> follow(ResourceID stack, Assignment assignment, List<Result> before) {
    final Course course = courses.computeIfAbsent(stack, key -> new Course());
    if (course.progress == null) {
      course.progress = Progress.begin(assignment, before);
      schedule(stack, course, Duration.ZERO);
    } else if (!course.progress.assignment().equals(assignment)) {
      course.progress = course.progress.reassigned(assignment);
      schedule(stack, course, Duration.ZERO);
    }
    remember(stack, course, false);
    return course.progress.known();
  }

  /** What is under way is let finish, so that a stack of the same name waits for it. */
  @Override
  public synchronized void onResourceDeleted(TorrustStack stack) {
    final ResourceID id = ResourceID.fromResource(stack);
    final Course course = courses.get(id);
    if (course != null) {
      course.progress = null;
      if (course.next != null) {
        course.next.cancel(false);
      }
      if (!course.running) {
        courses.remove(id);
      }
    }
    cache.remove(id);
  }

  private void schedule(ResourceID stack, Course course, Duration delay) {
    if (course.next != null) {
      course.next.cancel(false);
      course.next = null;
    }
    if (!course.running
        && !executor.isShutdown()
        && !course.progress.assignment().open().isEmpty()) {
      course.next =
          executor.schedule(() -> look(stack, course), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look(ResourceID stack, Course course) {
    final Progress before = begin(course);
    if (before == null) {
      return;
    }
    Optional<Found> found = Optional.empty();
    try {
      found = Optional.of(probe.at(before.assignment(), before.due(clock.instant())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.warn("the endpoints of {} could not be verified: {}", stack, e.toString());
    } finally {
      end(stack, course, before, found);
    }
  }

  private synchronized Progress begin(Course course) {
    if (course.running || course.progress == null) {
      return null;
    }
    course.running = true;
    course.next = null;
    return course.progress;
  }

  private synchronized void end(
      ResourceID stack, Course course, Progress before, Optional<Found> found) {
    course.running = false;
    if (course.progress == null) {
      courses.remove(stack);
    } else if (course.progress != before) {
      schedule(stack, course, Duration.ZERO);
    } else if (found.isEmpty()) {
      schedule(stack, course, AFTER_FAILURE);
    } else {
      course.progress = before.after(found.get(), clock.instant());
      schedule(stack, course, jittered(course.progress.delay()));
      remember(stack, course, true);
    }
  }

  /** The superclass has the stack reconciled if that differs from what it remembers. */
  private void remember(ResourceID stack, Course course, boolean tell) {
    handleResources(stack, new HashSet<>(course.progress.known()), tell);
  }

  private static Duration jittered(Duration delay) {
    final double factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }

  private static ThreadFactory daemons() {
    return task -> {
      final Thread thread = new Thread(task, "verification");
      thread.setDaemon(true);
      return thread;
    };
  }
}
