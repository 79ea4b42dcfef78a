package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the action of a console route. Only users whose role allows the action get there (G32). A
 * hub with a console route that has neither this nor {@link WithoutSignIn} doesn't start.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  Action value();
}
