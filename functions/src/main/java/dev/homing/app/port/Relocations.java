package dev.homing.app.port;

import dev.homing.domain.run.Relocation;
import org.jspecify.annotations.Nullable;

/** The latest relocation of each campaign. */
public interface Relocations {
    /** By a strongly consistent read; null where there never was one. */
    @Nullable
    Relocation latest(String campaign);

    /**
     * @param before in the place of which it is stored; null: there is none
     * @return false where there is another one
     */
    boolean save(Relocation relocation, @Nullable Relocation before);
}
