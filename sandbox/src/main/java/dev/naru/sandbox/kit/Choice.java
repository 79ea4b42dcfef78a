package dev.naru.sandbox.kit;

/**
 * One option of a choice in a buyer's window.
 *
 * @param value what the form sends
 * @param label what the buyer reads
 * @param chosen whether it is preselected
 */
public record Choice(String value, String label, boolean chosen) {}
