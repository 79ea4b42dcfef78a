package dev.naru.hub.simulation;

/** A process of the hub. What it held in memory is gone when it dies. */
final class SimulatedProcess {

  final String name;
  private boolean alive = true;

  SimulatedProcess(String name) {
    this.name = name;
  }

  /** Thrown where a process is dead: nothing catches it, as nothing runs on in a dead process. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;

    Died() {
      super("the process is dead", null, false, false);
    }
  }

  void kill() {
    alive = false;
  }

  boolean isAlive() {
    return alive;
  }

  /** Ends whoever comes here in a process that is dead. */
  void checkAlive() {
    if (!alive) {
      throw new Died();
    }
  }
}
