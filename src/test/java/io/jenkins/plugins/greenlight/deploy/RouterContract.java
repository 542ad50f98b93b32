package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Router.StaleEpochException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every router must do, whatever it is made of. Both slots have a release that answers well. */
public interface RouterContract {
    /** Another engine's way to the same router. */
    Router router() throws Exception;

    /** Users come in, one after the other, and are answered. */
    void users(int count) throws Exception;

    private Router holder(long epoch) throws Exception {
        var router = router();
        router.prepare();
        router.fence(epoch);
        return router;
    }

    @Test default void sendsNobodyAnywhereAtFirst() throws Exception {
        assertThat(router().route().live()).isEmpty();
        assertThat(router().route().onTrial()).isFalse();
        assertThat(router().counters(Slot.BLUE)).isEqualTo(new Router.Counters(0, 0, 0, 0, 0, 0));
        assertThat(router().problem()).isEmpty();
    }

    @Test default void movesNobodyWhenFenced() throws Exception {
        holder(1);

        assertThat(router().route().live()).isEmpty();
        holder(2).send(Slot.GREEN, false, 2);
        holder(3).fence(3);
        assertThat(router().route().live()).contains(Slot.GREEN);
        assertThat(router().problem()).isEmpty();
    }

    @Test default void tellsAnotherEngineWhereUsersGo() throws Exception {
        holder(1).send(Slot.GREEN, false, 1);

        assertThat(router().route()).isIn(new Router.Route(Optional.of(Slot.GREEN), 1), new Router.Route(Optional.of(Slot.GREEN), 0));
    }

    @Test default void sendsUsersForthAndBackUnderOneLease() throws Exception {
        var router = holder(1);

        router.send(Slot.BLUE, false, 1);
        users(3);
        router.send(Slot.GREEN, false, 1);
        users(2);

        assertThat(router().route().live()).contains(Slot.GREEN);
        assertThat(router().counters(Slot.BLUE).answers()).isEqualTo(3);
        assertThat(router().counters(Slot.GREEN)).isEqualTo(new Router.Counters(2, 0, 0, 0, 0, 0));
    }

    @Test default void takesTheSameWriteAgain() throws Exception {
        var router = holder(1);
        for (int time = 0; time < 5; time++) {
            router.send(Slot.BLUE, false, 1);
        }
        router.send(Slot.GREEN, false, 1);

        router.send(Slot.GREEN, false, 1);

        assertThat(router().route().live()).contains(Slot.GREEN);
    }

    @Test default void keepsWritingAfterAFreshLease() throws Exception {
        var router = router();
        for (int epoch = 1; epoch <= 4; epoch++) {
            router.prepare();
            router.fence(epoch);
            router.send(Slot.BLUE, false, epoch);
            router.send(Slot.GREEN, false, epoch);
        }

        assertThat(router().route().live()).contains(Slot.GREEN);
    }

    @Test default void refusesTheHolderBeforeAlreadyWhenFenced() throws Exception {
        holder(1).send(Slot.BLUE, false, 1);
        var before = holder(2);
        holder(3);

        assertThatThrownBy(() -> before.send(Slot.GREEN, false, 2)).isInstanceOf(StaleEpochException.class);

        assertThat(router().route().live()).contains(Slot.BLUE);
        assertThat(router().problem()).isEmpty();
    }

    @Test default void refusesTheHolderBeforeAfterAWrite() throws Exception {
        var before = holder(1);
        before.send(Slot.BLUE, false, 1);
        holder(2).send(Slot.GREEN, false, 2);

        assertThatThrownBy(() -> before.send(Slot.BLUE, false, 1)).isInstanceOf(StaleEpochException.class);

        assertThat(router().route().live()).contains(Slot.GREEN);
        assertThat(router().problem()).isEmpty();
    }

    @Test default void refusesToBeFencedByWhoeverPreparedBefore() throws Exception {
        var before = router();
        before.prepare();
        holder(2).send(Slot.BLUE, false, 2);

        assertThatThrownBy(() -> before.fence(1)).isInstanceOf(StaleEpochException.class);

        assertThat(router().route().live()).contains(Slot.BLUE);
    }

    @Test default void isDisturbedByNobodyWhoOnlyPrepares() throws Exception {
        var holder = holder(1);
        holder.send(Slot.BLUE, false, 1);
        router().prepare();

        holder.send(Slot.GREEN, false, 1);

        assertThat(router().route().live()).contains(Slot.GREEN);
    }

    @Test default void saysWhereUsersComeIn() throws Exception {
        assertThat(router().frontDoor().getHost()).isEqualTo("127.0.0.1");
        assertThat(router().frontDoor().getPort()).isPositive();
    }
}
