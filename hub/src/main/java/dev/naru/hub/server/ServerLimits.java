package dev.naru.hub.server;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of the hub's port (docs/reference/limits.md).
 *
 * @param connections how many connections may be open, trusted proxies' included
 * @param connectionsPerAddress how many connections one address may have open; a trusted proxy may
 *     have any number
 * @param requestDeadline the longest time from a request's first byte to the last byte of its body
 * @param bodies how much memory all bodies that are being read or worked on may take
 * @param bodiesPerAddress how much memory the bodies of one address may take
 * @param atWork how many whole requests are worked on at a time
 * @param atWorkPerAddress how many of them may be of one address
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
