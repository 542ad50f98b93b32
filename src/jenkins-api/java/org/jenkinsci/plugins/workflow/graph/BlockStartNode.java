package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public abstract class BlockStartNode extends FlowNode {
    protected BlockStartNode(FlowExecution execution, String text, FlowNode... flowNode) {
        super(execution, text, flowNode);
    }

    protected BlockStartNode(FlowExecution execution, String text, List<FlowNode> list) {
        super(execution, text, list);
    }
}
