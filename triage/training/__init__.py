"""How a model is learned from labelled pages and measured on them; needs the ``train`` extra, running a model does not."""
