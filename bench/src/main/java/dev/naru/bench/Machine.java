package dev.naru.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the machine was doing at one moment.
 *
 * @param load its load average of the last minute; below 0 where it isn't told
 * @param cpu this process's use of the processors until then
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
