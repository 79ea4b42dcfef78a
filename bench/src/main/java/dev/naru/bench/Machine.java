package dev.naru.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The machine's load at one moment.
 *
 * @param load the load average of the last minute; negative when the system doesn't report it
 * @param cpu the processor time that this process has used so far
 */
record Machine(double load, Duration cpu) {

  static Machine now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(system.getSystemLoadAverage(), Duration.ofNanos(system.getProcessCpuTime()));
  }

  Duration cpuSince() {
    return now().cpu().minus(cpu);
  }
}
