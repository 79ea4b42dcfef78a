package dev.naru.hub.server;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of the hub's port (docs/reference/limits.md).
 *
 * @param connections open at a time; trusted proxies' connections count too
 * @param connectionsPerAddress open at a time; a trusted proxy may have any number
 * @param requestDeadline from a request's first byte to the last byte of its body
 * @param bodies what the bodies that are being read or worked on may hold together
 * @param bodiesPerAddress the same for one address
 * @param atWork whole requests that are worked on at a time
 * @param atWorkPerAddress the same for one address
 * @param trustedProxies addresses and networks (CIDR) whose forwarding headers are believed
 */
@ConfigurationProperties("naru.server")
record ServerLimits(
    @DefaultValue("8192") int connections,
    @DefaultValue("4096") int connectionsPerAddress,
    @DefaultValue("15s") Duration requestDeadline,
    @DefaultValue("64MB") DataSize bodies,
    @DefaultValue("16MB") DataSize bodiesPerAddress,
    @DefaultValue("2000") int atWork,
    @DefaultValue("400") int atWorkPerAddress,
    @DefaultValue List<String> trustedProxies) {}
