// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.
import $protobuf from "protobufjs/minimal.js";

// 64-bit fields decode to plain numbers, not to Long.
$protobuf.util.Long = undefined;
$protobuf.configure();

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["sandwright-actions"] || ($protobuf.roots["sandwright-actions"] = {});

const build = $root.build = (() => {

	const build = {};

	build.bazel = (function() {

		const bazel = {};

		bazel.remote = (function() {

			const remote = {};

			remote.execution = (function() {

				const execution = {};

				execution.v2 = (function() {

					const v2 = {};

					v2.Action = (function() {

						const Action = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Action.prototype.commandDigest = null;
						Action.prototype.inputRootDigest = null;
						Action.prototype.timeout = null;
						Action.prototype.doNotCache = false;
						Action.prototype.salt = $util.newBuffer([]);
						Action.prototype.platform = null;

						Action.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.commandDigest != null && $Object.hasOwnProperty.call(message, "commandDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.commandDigest, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.inputRootDigest != null && $Object.hasOwnProperty.call(message, "inputRootDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.inputRootDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.timeout != null && $Object.hasOwnProperty.call(message, "timeout"))
								$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.doNotCache != null && $Object.hasOwnProperty.call(message, "doNotCache") && message.doNotCache !== false)
								writer.uint32(56).bool(message.doNotCache);
							if (message.salt != null && $Object.hasOwnProperty.call(message, "salt") && message.salt.length)
								writer.uint32(74).bytes(message.salt);
							if (message.platform != null && $Object.hasOwnProperty.call(message, "platform"))
								$root.build.bazel.remote.execution.v2.Platform.encode(message.platform, writer.uint32(82).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Action.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.Action();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										message.commandDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.commandDigest);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.inputRootDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.inputRootDigest);
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										message.timeout = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.timeout);
										continue;
									}
								case 7: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.doNotCache = value;
										else
											delete message.doNotCache;
										continue;
									}
								case 9: {
										if (wireType !== 2)
											break;
										if ((value = reader.bytes()).length)
											message.salt = value;
										else
											delete message.salt;
										continue;
									}
								case 10: {
										if (wireType !== 2)
											break;
										message.platform = $root.build.bazel.remote.execution.v2.Platform.decode(reader, reader.size(), $undefined, _depth + 1, message.platform);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return Action;
					})();

					v2.Command = (function() {

						const Command = function (properties) {
							this["arguments"] = [];
							this.environmentVariables = [];
							this.outputFiles = [];
							this.outputDirectories = [];
							this.outputPaths = [];
							this.outputNodeProperties = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Command.prototype["arguments"] = $util.emptyArray;
						Command.prototype.environmentVariables = $util.emptyArray;
						Command.prototype.outputFiles = $util.emptyArray;
						Command.prototype.outputDirectories = $util.emptyArray;
						Command.prototype.outputPaths = $util.emptyArray;
						Command.prototype.platform = null;
						Command.prototype.workingDirectory = "";
						Command.prototype.outputNodeProperties = $util.emptyArray;
						Command.prototype.outputDirectoryFormat = 0;

						Command.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message["arguments"] != null && message["arguments"].length)
								for (let i = 0; i < message["arguments"].length; ++i)
									writer.uint32(10).string(message["arguments"][i]);
							if (message.environmentVariables != null && message.environmentVariables.length)
								for (let i = 0; i < message.environmentVariables.length; ++i)
									$root.build.bazel.remote.execution.v2.Command.EnvironmentVariable.encode(message.environmentVariables[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.outputFiles != null && message.outputFiles.length)
								for (let i = 0; i < message.outputFiles.length; ++i)
									writer.uint32(26).string(message.outputFiles[i]);
							if (message.outputDirectories != null && message.outputDirectories.length)
								for (let i = 0; i < message.outputDirectories.length; ++i)
									writer.uint32(34).string(message.outputDirectories[i]);
							if (message.platform != null && $Object.hasOwnProperty.call(message, "platform"))
								$root.build.bazel.remote.execution.v2.Platform.encode(message.platform, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.workingDirectory != null && $Object.hasOwnProperty.call(message, "workingDirectory") && message.workingDirectory !== "")
								writer.uint32(50).string(message.workingDirectory);
							if (message.outputPaths != null && message.outputPaths.length)
								for (let i = 0; i < message.outputPaths.length; ++i)
									writer.uint32(58).string(message.outputPaths[i]);
							if (message.outputNodeProperties != null && message.outputNodeProperties.length)
								for (let i = 0; i < message.outputNodeProperties.length; ++i)
									writer.uint32(66).string(message.outputNodeProperties[i]);
							if (message.outputDirectoryFormat != null && $Object.hasOwnProperty.call(message, "outputDirectoryFormat") && message.outputDirectoryFormat !== 0)
								writer.uint32(72).int32(message.outputDirectoryFormat);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Command.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.Command();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if (!(message["arguments"] && message["arguments"].length))
											message["arguments"] = [];
										message["arguments"].push(reader.stringVerify());
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.environmentVariables && message.environmentVariables.length))
											message.environmentVariables = [];
										message.environmentVariables.push($root.build.bazel.remote.execution.v2.Command.EnvironmentVariable.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.outputFiles && message.outputFiles.length))
											message.outputFiles = [];
										message.outputFiles.push(reader.stringVerify());
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if (!(message.outputDirectories && message.outputDirectories.length))
											message.outputDirectories = [];
										message.outputDirectories.push(reader.stringVerify());
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										if (!(message.outputPaths && message.outputPaths.length))
											message.outputPaths = [];
										message.outputPaths.push(reader.stringVerify());
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.platform = $root.build.bazel.remote.execution.v2.Platform.decode(reader, reader.size(), $undefined, _depth + 1, message.platform);
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.workingDirectory = value;
										else
											delete message.workingDirectory;
										continue;
									}
								case 8: {
										if (wireType !== 2)
											break;
										if (!(message.outputNodeProperties && message.outputNodeProperties.length))
											message.outputNodeProperties = [];
										message.outputNodeProperties.push(reader.stringVerify());
										continue;
									}
								case 9: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.outputDirectoryFormat = value;
										else
											delete message.outputDirectoryFormat;
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						Command.EnvironmentVariable = (function() {

							const EnvironmentVariable = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							EnvironmentVariable.prototype.name = "";
							EnvironmentVariable.prototype.value = "";

							EnvironmentVariable.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
									writer.uint32(10).string(message.name);
								if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
									writer.uint32(18).string(message.value);
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							EnvironmentVariable.decode = function (reader, length, _end, _depth, _target) {
								if (!(reader instanceof $Reader))
									reader = $Reader.create(reader);
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $Reader.recursionLimit)
									throw $Error("max depth exceeded");
								let end, message, value;
								if (length === $undefined)
									end = reader.len;
								else {
									end = reader.pos + length;
									if (end > reader.len)
										throw $RangeError("index out of range");
									length = reader.len;
									reader.len = end;
								}
								message = _target || new $root.build.bazel.remote.execution.v2.Command.EnvironmentVariable();
								while (reader.pos < end) {
									let start = reader.pos;
									let tag = reader.tag();
									if (tag === _end) {
										_end = $undefined;
										break;
									}
									let wireType = tag & 7;
									switch (tag >>>= 3) {
									case 1: {
											if (wireType !== 2)
												break;
											if ((value = reader.stringVerify()).length)
												message.name = value;
											else
												delete message.name;
											continue;
										}
									case 2: {
											if (wireType !== 2)
												break;
											if ((value = reader.stringVerify()).length)
												message.value = value;
											else
												delete message.value;
											continue;
										}
									}
									reader.skipType(wireType, _depth, tag);
									if (!reader.discardUnknown) {
										$util.makeProp(message, "$unknowns", false);
										(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
									}
								}
								if (length !== $undefined) {
									if (reader.pos !== end)
										throw $RangeError("index out of range");
									reader.len = length;
								}
								if (_end !== $undefined)
									throw $Error("missing end group");
								return message;
							};

							return EnvironmentVariable;
						})();

						Command.OutputDirectoryFormat = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "TREE_ONLY"] = 0;
							values[valuesById[1] = "DIRECTORY_ONLY"] = 1;
							values[valuesById[2] = "TREE_AND_DIRECTORY"] = 2;
							return values;
						})();

						return Command;
					})();

					v2.Platform = (function() {

						const Platform = function (properties) {
							this.properties = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Platform.prototype.properties = $util.emptyArray;

						Platform.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.properties != null && message.properties.length)
								for (let i = 0; i < message.properties.length; ++i)
									$root.build.bazel.remote.execution.v2.Platform.Property.encode(message.properties[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Platform.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.Platform();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if (!(message.properties && message.properties.length))
											message.properties = [];
										message.properties.push($root.build.bazel.remote.execution.v2.Platform.Property.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						Platform.Property = (function() {

							const Property = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							Property.prototype.name = "";
							Property.prototype.value = "";

							Property.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
									writer.uint32(10).string(message.name);
								if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
									writer.uint32(18).string(message.value);
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							Property.decode = function (reader, length, _end, _depth, _target) {
								if (!(reader instanceof $Reader))
									reader = $Reader.create(reader);
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $Reader.recursionLimit)
									throw $Error("max depth exceeded");
								let end, message, value;
								if (length === $undefined)
									end = reader.len;
								else {
									end = reader.pos + length;
									if (end > reader.len)
										throw $RangeError("index out of range");
									length = reader.len;
									reader.len = end;
								}
								message = _target || new $root.build.bazel.remote.execution.v2.Platform.Property();
								while (reader.pos < end) {
									let start = reader.pos;
									let tag = reader.tag();
									if (tag === _end) {
										_end = $undefined;
										break;
									}
									let wireType = tag & 7;
									switch (tag >>>= 3) {
									case 1: {
											if (wireType !== 2)
												break;
											if ((value = reader.stringVerify()).length)
												message.name = value;
											else
												delete message.name;
											continue;
										}
									case 2: {
											if (wireType !== 2)
												break;
											if ((value = reader.stringVerify()).length)
												message.value = value;
											else
												delete message.value;
											continue;
										}
									}
									reader.skipType(wireType, _depth, tag);
									if (!reader.discardUnknown) {
										$util.makeProp(message, "$unknowns", false);
										(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
									}
								}
								if (length !== $undefined) {
									if (reader.pos !== end)
										throw $RangeError("index out of range");
									reader.len = length;
								}
								if (_end !== $undefined)
									throw $Error("missing end group");
								return message;
							};

							return Property;
						})();

						return Platform;
					})();

					v2.Directory = (function() {

						const Directory = function (properties) {
							this.files = [];
							this.directories = [];
							this.symlinks = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Directory.prototype.files = $util.emptyArray;
						Directory.prototype.directories = $util.emptyArray;
						Directory.prototype.symlinks = $util.emptyArray;
						Directory.prototype.nodeProperties = null;

						Directory.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.files != null && message.files.length)
								for (let i = 0; i < message.files.length; ++i)
									$root.build.bazel.remote.execution.v2.FileNode.encode(message.files[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.directories != null && message.directories.length)
								for (let i = 0; i < message.directories.length; ++i)
									$root.build.bazel.remote.execution.v2.DirectoryNode.encode(message.directories[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.symlinks != null && message.symlinks.length)
								for (let i = 0; i < message.symlinks.length; ++i)
									$root.build.bazel.remote.execution.v2.SymlinkNode.encode(message.symlinks[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.nodeProperties != null && $Object.hasOwnProperty.call(message, "nodeProperties"))
								$root.build.bazel.remote.execution.v2.NodeProperties.encode(message.nodeProperties, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Directory.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.Directory();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if (!(message.files && message.files.length))
											message.files = [];
										message.files.push($root.build.bazel.remote.execution.v2.FileNode.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.directories && message.directories.length))
											message.directories = [];
										message.directories.push($root.build.bazel.remote.execution.v2.DirectoryNode.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.symlinks && message.symlinks.length))
											message.symlinks = [];
										message.symlinks.push($root.build.bazel.remote.execution.v2.SymlinkNode.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.nodeProperties = $root.build.bazel.remote.execution.v2.NodeProperties.decode(reader, reader.size(), $undefined, _depth + 1, message.nodeProperties);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return Directory;
					})();

					v2.NodeProperty = (function() {

						const NodeProperty = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						NodeProperty.prototype.name = "";
						NodeProperty.prototype.value = "";

						NodeProperty.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
								writer.uint32(10).string(message.name);
							if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
								writer.uint32(18).string(message.value);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						NodeProperty.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.NodeProperty();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.name = value;
										else
											delete message.name;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.value = value;
										else
											delete message.value;
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return NodeProperty;
					})();

					v2.NodeProperties = (function() {

						const NodeProperties = function (properties) {
							this.properties = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						NodeProperties.prototype.properties = $util.emptyArray;
						NodeProperties.prototype.mtime = null;
						NodeProperties.prototype.unixMode = null;

						NodeProperties.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.properties != null && message.properties.length)
								for (let i = 0; i < message.properties.length; ++i)
									$root.build.bazel.remote.execution.v2.NodeProperty.encode(message.properties[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.mtime != null && $Object.hasOwnProperty.call(message, "mtime"))
								$root.google.protobuf.Timestamp.encode(message.mtime, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.unixMode != null && $Object.hasOwnProperty.call(message, "unixMode"))
								$root.google.protobuf.UInt32Value.encode(message.unixMode, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						NodeProperties.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.NodeProperties();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if (!(message.properties && message.properties.length))
											message.properties = [];
										message.properties.push($root.build.bazel.remote.execution.v2.NodeProperty.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.mtime = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.mtime);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.unixMode = $root.google.protobuf.UInt32Value.decode(reader, reader.size(), $undefined, _depth + 1, message.unixMode);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return NodeProperties;
					})();

					v2.FileNode = (function() {

						const FileNode = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FileNode.prototype.name = "";
						FileNode.prototype.digest = null;
						FileNode.prototype.isExecutable = false;
						FileNode.prototype.nodeProperties = null;

						FileNode.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
								writer.uint32(10).string(message.name);
							if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.isExecutable != null && $Object.hasOwnProperty.call(message, "isExecutable") && message.isExecutable !== false)
								writer.uint32(32).bool(message.isExecutable);
							if (message.nodeProperties != null && $Object.hasOwnProperty.call(message, "nodeProperties"))
								$root.build.bazel.remote.execution.v2.NodeProperties.encode(message.nodeProperties, writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FileNode.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.FileNode();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.name = value;
										else
											delete message.name;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.isExecutable = value;
										else
											delete message.isExecutable;
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										message.nodeProperties = $root.build.bazel.remote.execution.v2.NodeProperties.decode(reader, reader.size(), $undefined, _depth + 1, message.nodeProperties);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return FileNode;
					})();

					v2.DirectoryNode = (function() {

						const DirectoryNode = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						DirectoryNode.prototype.name = "";
						DirectoryNode.prototype.digest = null;

						DirectoryNode.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
								writer.uint32(10).string(message.name);
							if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						DirectoryNode.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.DirectoryNode();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.name = value;
										else
											delete message.name;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return DirectoryNode;
					})();

					v2.SymlinkNode = (function() {

						const SymlinkNode = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SymlinkNode.prototype.name = "";
						SymlinkNode.prototype.target = "";
						SymlinkNode.prototype.nodeProperties = null;

						SymlinkNode.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
								writer.uint32(10).string(message.name);
							if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
								writer.uint32(18).string(message.target);
							if (message.nodeProperties != null && $Object.hasOwnProperty.call(message, "nodeProperties"))
								$root.build.bazel.remote.execution.v2.NodeProperties.encode(message.nodeProperties, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SymlinkNode.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.SymlinkNode();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.name = value;
										else
											delete message.name;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.target = value;
										else
											delete message.target;
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.nodeProperties = $root.build.bazel.remote.execution.v2.NodeProperties.decode(reader, reader.size(), $undefined, _depth + 1, message.nodeProperties);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return SymlinkNode;
					})();

					v2.Digest = (function() {

						const Digest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Digest.prototype.hash = "";
						Digest.prototype.sizeBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

						Digest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash !== "")
								writer.uint32(10).string(message.hash);
							if (message.sizeBytes != null && $Object.hasOwnProperty.call(message, "sizeBytes") && (typeof message.sizeBytes === "object" ? message.sizeBytes.low || message.sizeBytes.high : message.sizeBytes !== 0))
								writer.uint32(16).int64(message.sizeBytes);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Digest.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.Digest();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.hash = value;
										else
											delete message.hash;
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
											message.sizeBytes = value;
										else
											delete message.sizeBytes;
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return Digest;
					})();

					v2.ExecutedActionMetadata = (function() {

						const ExecutedActionMetadata = function (properties) {
							this.auxiliaryMetadata = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecutedActionMetadata.prototype.worker = "";
						ExecutedActionMetadata.prototype.queuedTimestamp = null;
						ExecutedActionMetadata.prototype.workerStartTimestamp = null;
						ExecutedActionMetadata.prototype.workerCompletedTimestamp = null;
						ExecutedActionMetadata.prototype.inputFetchStartTimestamp = null;
						ExecutedActionMetadata.prototype.inputFetchCompletedTimestamp = null;
						ExecutedActionMetadata.prototype.executionStartTimestamp = null;
						ExecutedActionMetadata.prototype.executionCompletedTimestamp = null;
						ExecutedActionMetadata.prototype.virtualExecutionDuration = null;
						ExecutedActionMetadata.prototype.outputUploadStartTimestamp = null;
						ExecutedActionMetadata.prototype.outputUploadCompletedTimestamp = null;
						ExecutedActionMetadata.prototype.auxiliaryMetadata = $util.emptyArray;

						ExecutedActionMetadata.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
								writer.uint32(10).string(message.worker);
							if (message.queuedTimestamp != null && $Object.hasOwnProperty.call(message, "queuedTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.queuedTimestamp, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.workerStartTimestamp != null && $Object.hasOwnProperty.call(message, "workerStartTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.workerStartTimestamp, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.workerCompletedTimestamp != null && $Object.hasOwnProperty.call(message, "workerCompletedTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.workerCompletedTimestamp, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.inputFetchStartTimestamp != null && $Object.hasOwnProperty.call(message, "inputFetchStartTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.inputFetchStartTimestamp, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.inputFetchCompletedTimestamp != null && $Object.hasOwnProperty.call(message, "inputFetchCompletedTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.inputFetchCompletedTimestamp, writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.executionStartTimestamp != null && $Object.hasOwnProperty.call(message, "executionStartTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.executionStartTimestamp, writer.uint32(58).fork(), _depth + 1).ldelim();
							if (message.executionCompletedTimestamp != null && $Object.hasOwnProperty.call(message, "executionCompletedTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.executionCompletedTimestamp, writer.uint32(66).fork(), _depth + 1).ldelim();
							if (message.outputUploadStartTimestamp != null && $Object.hasOwnProperty.call(message, "outputUploadStartTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.outputUploadStartTimestamp, writer.uint32(74).fork(), _depth + 1).ldelim();
							if (message.outputUploadCompletedTimestamp != null && $Object.hasOwnProperty.call(message, "outputUploadCompletedTimestamp"))
								$root.google.protobuf.Timestamp.encode(message.outputUploadCompletedTimestamp, writer.uint32(82).fork(), _depth + 1).ldelim();
							if (message.auxiliaryMetadata != null && message.auxiliaryMetadata.length)
								for (let i = 0; i < message.auxiliaryMetadata.length; ++i)
									$root.google.protobuf.Any.encode(message.auxiliaryMetadata[i], writer.uint32(90).fork(), _depth + 1).ldelim();
							if (message.virtualExecutionDuration != null && $Object.hasOwnProperty.call(message, "virtualExecutionDuration"))
								$root.google.protobuf.Duration.encode(message.virtualExecutionDuration, writer.uint32(98).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecutedActionMetadata.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.ExecutedActionMetadata();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.worker = value;
										else
											delete message.worker;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.queuedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.queuedTimestamp);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.workerStartTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.workerStartTimestamp);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.workerCompletedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.workerCompletedTimestamp);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.inputFetchStartTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.inputFetchStartTimestamp);
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										message.inputFetchCompletedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.inputFetchCompletedTimestamp);
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										message.executionStartTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.executionStartTimestamp);
										continue;
									}
								case 8: {
										if (wireType !== 2)
											break;
										message.executionCompletedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.executionCompletedTimestamp);
										continue;
									}
								case 12: {
										if (wireType !== 2)
											break;
										message.virtualExecutionDuration = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.virtualExecutionDuration);
										continue;
									}
								case 9: {
										if (wireType !== 2)
											break;
										message.outputUploadStartTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.outputUploadStartTimestamp);
										continue;
									}
								case 10: {
										if (wireType !== 2)
											break;
										message.outputUploadCompletedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.outputUploadCompletedTimestamp);
										continue;
									}
								case 11: {
										if (wireType !== 2)
											break;
										if (!(message.auxiliaryMetadata && message.auxiliaryMetadata.length))
											message.auxiliaryMetadata = [];
										message.auxiliaryMetadata.push($root.google.protobuf.Any.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return ExecutedActionMetadata;
					})();

					v2.ActionResult = (function() {

						const ActionResult = function (properties) {
							this.outputFiles = [];
							this.outputFileSymlinks = [];
							this.outputSymlinks = [];
							this.outputDirectories = [];
							this.outputDirectorySymlinks = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ActionResult.prototype.outputFiles = $util.emptyArray;
						ActionResult.prototype.outputFileSymlinks = $util.emptyArray;
						ActionResult.prototype.outputSymlinks = $util.emptyArray;
						ActionResult.prototype.outputDirectories = $util.emptyArray;
						ActionResult.prototype.outputDirectorySymlinks = $util.emptyArray;
						ActionResult.prototype.exitCode = 0;
						ActionResult.prototype.stdoutRaw = $util.newBuffer([]);
						ActionResult.prototype.stdoutDigest = null;
						ActionResult.prototype.stderrRaw = $util.newBuffer([]);
						ActionResult.prototype.stderrDigest = null;
						ActionResult.prototype.executionMetadata = null;

						ActionResult.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.outputFiles != null && message.outputFiles.length)
								for (let i = 0; i < message.outputFiles.length; ++i)
									$root.build.bazel.remote.execution.v2.OutputFile.encode(message.outputFiles[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.outputDirectories != null && message.outputDirectories.length)
								for (let i = 0; i < message.outputDirectories.length; ++i)
									$root.build.bazel.remote.execution.v2.OutputDirectory.encode(message.outputDirectories[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.exitCode != null && $Object.hasOwnProperty.call(message, "exitCode") && message.exitCode !== 0)
								writer.uint32(32).int32(message.exitCode);
							if (message.stdoutRaw != null && $Object.hasOwnProperty.call(message, "stdoutRaw") && message.stdoutRaw.length)
								writer.uint32(42).bytes(message.stdoutRaw);
							if (message.stdoutDigest != null && $Object.hasOwnProperty.call(message, "stdoutDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.stdoutDigest, writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.stderrRaw != null && $Object.hasOwnProperty.call(message, "stderrRaw") && message.stderrRaw.length)
								writer.uint32(58).bytes(message.stderrRaw);
							if (message.stderrDigest != null && $Object.hasOwnProperty.call(message, "stderrDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.stderrDigest, writer.uint32(66).fork(), _depth + 1).ldelim();
							if (message.executionMetadata != null && $Object.hasOwnProperty.call(message, "executionMetadata"))
								$root.build.bazel.remote.execution.v2.ExecutedActionMetadata.encode(message.executionMetadata, writer.uint32(74).fork(), _depth + 1).ldelim();
							if (message.outputFileSymlinks != null && message.outputFileSymlinks.length)
								for (let i = 0; i < message.outputFileSymlinks.length; ++i)
									$root.build.bazel.remote.execution.v2.OutputSymlink.encode(message.outputFileSymlinks[i], writer.uint32(82).fork(), _depth + 1).ldelim();
							if (message.outputDirectorySymlinks != null && message.outputDirectorySymlinks.length)
								for (let i = 0; i < message.outputDirectorySymlinks.length; ++i)
									$root.build.bazel.remote.execution.v2.OutputSymlink.encode(message.outputDirectorySymlinks[i], writer.uint32(90).fork(), _depth + 1).ldelim();
							if (message.outputSymlinks != null && message.outputSymlinks.length)
								for (let i = 0; i < message.outputSymlinks.length; ++i)
									$root.build.bazel.remote.execution.v2.OutputSymlink.encode(message.outputSymlinks[i], writer.uint32(98).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ActionResult.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.ActionResult();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.outputFiles && message.outputFiles.length))
											message.outputFiles = [];
										message.outputFiles.push($root.build.bazel.remote.execution.v2.OutputFile.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 10: {
										if (wireType !== 2)
											break;
										if (!(message.outputFileSymlinks && message.outputFileSymlinks.length))
											message.outputFileSymlinks = [];
										message.outputFileSymlinks.push($root.build.bazel.remote.execution.v2.OutputSymlink.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 12: {
										if (wireType !== 2)
											break;
										if (!(message.outputSymlinks && message.outputSymlinks.length))
											message.outputSymlinks = [];
										message.outputSymlinks.push($root.build.bazel.remote.execution.v2.OutputSymlink.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.outputDirectories && message.outputDirectories.length))
											message.outputDirectories = [];
										message.outputDirectories.push($root.build.bazel.remote.execution.v2.OutputDirectory.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 11: {
										if (wireType !== 2)
											break;
										if (!(message.outputDirectorySymlinks && message.outputDirectorySymlinks.length))
											message.outputDirectorySymlinks = [];
										message.outputDirectorySymlinks.push($root.build.bazel.remote.execution.v2.OutputSymlink.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.exitCode = value;
										else
											delete message.exitCode;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if ((value = reader.bytes()).length)
											message.stdoutRaw = value;
										else
											delete message.stdoutRaw;
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										message.stdoutDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.stdoutDigest);
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										if ((value = reader.bytes()).length)
											message.stderrRaw = value;
										else
											delete message.stderrRaw;
										continue;
									}
								case 8: {
										if (wireType !== 2)
											break;
										message.stderrDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.stderrDigest);
										continue;
									}
								case 9: {
										if (wireType !== 2)
											break;
										message.executionMetadata = $root.build.bazel.remote.execution.v2.ExecutedActionMetadata.decode(reader, reader.size(), $undefined, _depth + 1, message.executionMetadata);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return ActionResult;
					})();

					v2.OutputFile = (function() {

						const OutputFile = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						OutputFile.prototype.path = "";
						OutputFile.prototype.digest = null;
						OutputFile.prototype.isExecutable = false;
						OutputFile.prototype.contents = $util.newBuffer([]);
						OutputFile.prototype.nodeProperties = null;

						OutputFile.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
								writer.uint32(10).string(message.path);
							if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.isExecutable != null && $Object.hasOwnProperty.call(message, "isExecutable") && message.isExecutable !== false)
								writer.uint32(32).bool(message.isExecutable);
							if (message.contents != null && $Object.hasOwnProperty.call(message, "contents") && message.contents.length)
								writer.uint32(42).bytes(message.contents);
							if (message.nodeProperties != null && $Object.hasOwnProperty.call(message, "nodeProperties"))
								$root.build.bazel.remote.execution.v2.NodeProperties.encode(message.nodeProperties, writer.uint32(58).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						OutputFile.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.OutputFile();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.path = value;
										else
											delete message.path;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.isExecutable = value;
										else
											delete message.isExecutable;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if ((value = reader.bytes()).length)
											message.contents = value;
										else
											delete message.contents;
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										message.nodeProperties = $root.build.bazel.remote.execution.v2.NodeProperties.decode(reader, reader.size(), $undefined, _depth + 1, message.nodeProperties);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return OutputFile;
					})();

					v2.OutputDirectory = (function() {

						const OutputDirectory = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						OutputDirectory.prototype.path = "";
						OutputDirectory.prototype.treeDigest = null;
						OutputDirectory.prototype.isTopologicallySorted = false;
						OutputDirectory.prototype.rootDirectoryDigest = null;

						OutputDirectory.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
								writer.uint32(10).string(message.path);
							if (message.treeDigest != null && $Object.hasOwnProperty.call(message, "treeDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.treeDigest, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.isTopologicallySorted != null && $Object.hasOwnProperty.call(message, "isTopologicallySorted") && message.isTopologicallySorted !== false)
								writer.uint32(32).bool(message.isTopologicallySorted);
							if (message.rootDirectoryDigest != null && $Object.hasOwnProperty.call(message, "rootDirectoryDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.rootDirectoryDigest, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						OutputDirectory.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.OutputDirectory();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.path = value;
										else
											delete message.path;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.treeDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.treeDigest);
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.isTopologicallySorted = value;
										else
											delete message.isTopologicallySorted;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.rootDirectoryDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.rootDirectoryDigest);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return OutputDirectory;
					})();

					v2.OutputSymlink = (function() {

						const OutputSymlink = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						OutputSymlink.prototype.path = "";
						OutputSymlink.prototype.target = "";
						OutputSymlink.prototype.nodeProperties = null;

						OutputSymlink.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
								writer.uint32(10).string(message.path);
							if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
								writer.uint32(18).string(message.target);
							if (message.nodeProperties != null && $Object.hasOwnProperty.call(message, "nodeProperties"))
								$root.build.bazel.remote.execution.v2.NodeProperties.encode(message.nodeProperties, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						OutputSymlink.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.OutputSymlink();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								let wireType = tag & 7;
								switch (tag >>>= 3) {
								case 1: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.path = value;
										else
											delete message.path;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.target = value;
										else
											delete message.target;
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.nodeProperties = $root.build.bazel.remote.execution.v2.NodeProperties.decode(reader, reader.size(), $undefined, _depth + 1, message.nodeProperties);
										continue;
									}
								}
								reader.skipType(wireType, _depth, tag);
								if (!reader.discardUnknown) {
									$util.makeProp(message, "$unknowns", false);
									(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
								}
							}
							if (length !== $undefined) {
								if (reader.pos !== end)
									throw $RangeError("index out of range");
								reader.len = length;
							}
							if (_end !== $undefined)
								throw $Error("missing end group");
							return message;
						};

						return OutputSymlink;
					})();

					return v2;
				})();

				return execution;
			})();

			return remote;
		})();

		return bazel;
	})();

	return build;
})();

const google = $root.google = (() => {

	const google = {};

	google.protobuf = (function() {

		const protobuf = {};

		protobuf.Any = (function() {

			const Any = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Any.prototype.typeUrl = "";
			Any.prototype.value = $util.newBuffer([]);

			Any.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.typeUrl != null && $Object.hasOwnProperty.call(message, "typeUrl") && message.typeUrl !== "")
					writer.uint32(10).string(message.typeUrl);
				if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
					writer.uint32(18).bytes(message.value);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Any.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.google.protobuf.Any();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 1: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.typeUrl = value;
							else
								delete message.typeUrl;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.bytes()).length)
								message.value = value;
							else
								delete message.value;
							continue;
						}
					}
					reader.skipType(wireType, _depth, tag);
					if (!reader.discardUnknown) {
						$util.makeProp(message, "$unknowns", false);
						(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
					}
				}
				if (length !== $undefined) {
					if (reader.pos !== end)
						throw $RangeError("index out of range");
					reader.len = length;
				}
				if (_end !== $undefined)
					throw $Error("missing end group");
				return message;
			};

			return Any;
		})();

		protobuf.Duration = (function() {

			const Duration = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Duration.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			Duration.prototype.nanos = 0;

			Duration.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
					writer.uint32(8).int64(message.seconds);
				if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
					writer.uint32(16).int32(message.nanos);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Duration.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.google.protobuf.Duration();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 1: {
							if (wireType !== 0)
								break;
							if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
								message.seconds = value;
							else
								delete message.seconds;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.nanos = value;
							else
								delete message.nanos;
							continue;
						}
					}
					reader.skipType(wireType, _depth, tag);
					if (!reader.discardUnknown) {
						$util.makeProp(message, "$unknowns", false);
						(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
					}
				}
				if (length !== $undefined) {
					if (reader.pos !== end)
						throw $RangeError("index out of range");
					reader.len = length;
				}
				if (_end !== $undefined)
					throw $Error("missing end group");
				return message;
			};

			return Duration;
		})();

		protobuf.Timestamp = (function() {

			const Timestamp = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			Timestamp.prototype.nanos = 0;

			Timestamp.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
					writer.uint32(8).int64(message.seconds);
				if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
					writer.uint32(16).int32(message.nanos);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Timestamp.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.google.protobuf.Timestamp();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 1: {
							if (wireType !== 0)
								break;
							if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
								message.seconds = value;
							else
								delete message.seconds;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.nanos = value;
							else
								delete message.nanos;
							continue;
						}
					}
					reader.skipType(wireType, _depth, tag);
					if (!reader.discardUnknown) {
						$util.makeProp(message, "$unknowns", false);
						(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
					}
				}
				if (length !== $undefined) {
					if (reader.pos !== end)
						throw $RangeError("index out of range");
					reader.len = length;
				}
				if (_end !== $undefined)
					throw $Error("missing end group");
				return message;
			};

			return Timestamp;
		})();

		protobuf.UInt32Value = (function() {

			const UInt32Value = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			UInt32Value.prototype.value = 0;

			UInt32Value.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== 0)
					writer.uint32(8).uint32(message.value);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			UInt32Value.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.google.protobuf.UInt32Value();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 1: {
							if (wireType !== 0)
								break;
							if (value = reader.uint32())
								message.value = value;
							else
								delete message.value;
							continue;
						}
					}
					reader.skipType(wireType, _depth, tag);
					if (!reader.discardUnknown) {
						$util.makeProp(message, "$unknowns", false);
						(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
					}
				}
				if (length !== $undefined) {
					if (reader.pos !== end)
						throw $RangeError("index out of range");
					reader.len = length;
				}
				if (_end !== $undefined)
					throw $Error("missing end group");
				return message;
			};

			return UInt32Value;
		})();

		return protobuf;
	})();

	return google;
})();

const sandwright = $root.sandwright = (() => {

	const sandwright = {};

	sandwright.v1 = (function() {

		const v1 = {};

		v1.ExecutionUsage = (function() {

			const ExecutionUsage = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ExecutionUsage.prototype.cpuMs = null;
			ExecutionUsage.prototype.peakMemoryBytes = null;
			ExecutionUsage.prototype.limitExceeded = "";

			let $oneOfFields;

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(ExecutionUsage.prototype, "_cpuMs", {
				get: $util.oneOfGetter($oneOfFields = ["cpuMs"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(ExecutionUsage.prototype, "_peakMemoryBytes", {
				get: $util.oneOfGetter($oneOfFields = ["peakMemoryBytes"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			ExecutionUsage.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.cpuMs != null && $Object.hasOwnProperty.call(message, "cpuMs"))
					writer.uint32(9).double(message.cpuMs);
				if (message.peakMemoryBytes != null && $Object.hasOwnProperty.call(message, "peakMemoryBytes"))
					writer.uint32(16).int64(message.peakMemoryBytes);
				if (message.limitExceeded != null && $Object.hasOwnProperty.call(message, "limitExceeded") && message.limitExceeded !== "")
					writer.uint32(26).string(message.limitExceeded);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ExecutionUsage.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.sandwright.v1.ExecutionUsage();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 1: {
							if (wireType !== 1)
								break;
							message.cpuMs = reader.double();
							message._cpuMs = "cpuMs";
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							message.peakMemoryBytes = reader.int64();
							message._peakMemoryBytes = "peakMemoryBytes";
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.limitExceeded = value;
							else
								delete message.limitExceeded;
							continue;
						}
					}
					reader.skipType(wireType, _depth, tag);
					if (!reader.discardUnknown) {
						$util.makeProp(message, "$unknowns", false);
						(message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
					}
				}
				if (length !== $undefined) {
					if (reader.pos !== end)
						throw $RangeError("index out of range");
					reader.len = length;
				}
				if (_end !== $undefined)
					throw $Error("missing end group");
				return message;
			};

			return ExecutionUsage;
		})();

		return v1;
	})();

	return sandwright;
})();


export const { Action, Command, Platform, Directory, NodeProperty, NodeProperties, FileNode, DirectoryNode, SymlinkNode, Digest, ExecutedActionMetadata, ActionResult, OutputFile, OutputDirectory, OutputSymlink } = build.bazel.remote.execution.v2;
export const { Any, Duration, Timestamp, UInt32Value } = google.protobuf;
export const { ExecutionUsage } = sandwright.v1;
