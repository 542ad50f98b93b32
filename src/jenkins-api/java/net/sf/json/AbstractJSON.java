package net.sf.json;

public abstract class AbstractJSON {
    public AbstractJSON() { }
}
