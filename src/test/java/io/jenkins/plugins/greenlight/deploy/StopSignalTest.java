package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final StopSignal stop = new StopSignal();

    @Test void interruptsWhatMayBeTorn() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = CompletableFuture.supplyAsync(() -> {
            try {
                return stop.interruptibly(() -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "never";
                });
            } catch (InterruptedException e) {
                return e.getMessage();
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stop.ask();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("A stop was asked for in the middle of it.");
    }

    @Test void neverInterruptsAnythingElse() throws Exception {
        stop.interruptibly(() -> "done");

        stop.ask();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(stop.asked()).isTrue();
    }

    @Test void beginsNothingOnceItIsAsked() {
        stop.ask();

        assertThatThrownBy(() -> stop.interruptibly(() -> {
            throw new AssertionError("begun");
        })).isInstanceOf(InterruptedException.class).hasMessageContaining("before it began");
    }

    @Test void leavesNoInterruptBehindForTheWorkAfter() throws Exception {
        var result = stop.interruptibly(() -> {
            stop.ask();
            return "done in spite of it";
        });

        assertThat(result).isEqualTo("done in spite of it");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test void takesEveryFailureAfterTheRequestForItsDoing() {
        assertThatThrownBy(() -> stop.interruptibly(() -> {
            stop.ask();
            throw new IOException("closed by interrupt");
        })).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test void leavesAFailureOfItsOwnAsItIs() {
        assertThatThrownBy(() -> stop.interruptibly(() -> {
            throw new IOException("disk full");
        })).isInstanceOf(IOException.class).hasMessage("disk full");
    }
}
