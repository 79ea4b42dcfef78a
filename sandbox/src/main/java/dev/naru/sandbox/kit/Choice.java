package dev.naru.sandbox.kit;

/**
 * One option of a choice in a buyer's window.
 *
 * @param value the value that the form sends
 * @param label the text that the buyer reads
 * @param chosen whether it is preselected
 */
public record Choice(String value, String label, boolean chosen) {}
