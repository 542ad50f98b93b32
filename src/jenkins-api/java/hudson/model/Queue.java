package hudson.model;

public class Queue extends ResourceController {
    Queue() { }

    public interface Executable extends Runnable {
    }
}
