package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a route of the console does. Only who has signed in with a role that may do it gets there
 * (G32). A hub with a console route that has neither this nor {@link WithoutSignIn} doesn't start.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Action value();
}
