package io.wideip.routes.apiserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class needs the programs of {@link ApiServer}. Where no folder is named it is left out, in one line; where they are missing
 * from the folder that is named, as CI does, it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiServerCondition.class)
public @interface NeedsApiServer {}
