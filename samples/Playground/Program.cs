// Nothing to do at the start: the page calls what Interop exports.
return;
