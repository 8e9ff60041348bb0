package io.github.bankhub.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The JVMs of a test. */
final class Machines implements AutoCloseable {

  static final int KILLS = 4;

  private final Random random = new Random();
  private final List<Process> started = new ArrayList<>();

  /** Starts a JVM with the options of this one. */
  Process start(Class<?> program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    for (String name : List.of("hazelcast.logging.type", "java.util.logging.config.file")) {
      command.add("-D" + name + "=" + System.getProperty(name));
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.add(program.getName());
    command.addAll(arguments);
    Process machine =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(machine);
    return machine;
  }

  /** Kills one of two machines after each part of the events, and starts another one. */
  void killWhileProcessing(
      int events, Callable<Integer> processed, Class<?> program, List<String> arguments)
      throws Exception {
    List<Process> running = new ArrayList<>();
    running.add(start(program, arguments));
    running.add(start(program, arguments));
    for (int kill = 1; kill <= KILLS; kill++) {
      int part = kill * events / (KILLS + 2) + random.nextInt(10);
      while (processed.call() < part) {
        assertThat(running).anyMatch(Process::isAlive);
        running.get(0).waitFor(10, TimeUnit.MILLISECONDS);
      }
      Process victim = running.remove(random.nextInt(2));
      victim.destroyForcibly().waitFor();
      running.add(start(program, arguments));
    }
    awaitAll(running);
  }

  static void awaitAll(List<Process> machines) throws InterruptedException {
    for (Process machine : machines) {
      assertThat(machine.waitFor()).isZero();
    }
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
