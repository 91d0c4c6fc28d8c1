// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.
import $protobuf from "protobufjs/minimal.js";

// 64-bit fields decode to plain numbers, not to Long.
$protobuf.util.Long = undefined;
$protobuf.configure();

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["sandwright"] || ($protobuf.roots["sandwright"] = {});

const build = $root.build = (() => {

	const build = {};

	build.bazel = (function() {

		const bazel = {};

		bazel.remote = (function() {

			const remote = {};

			remote.asset = (function() {

				const asset = {};

				asset.v1 = (function() {

					const v1 = {};

					v1.Qualifier = (function() {

						const Qualifier = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Qualifier.prototype.name = "";
						Qualifier.prototype.value = "";

						Qualifier.encode = function (message, writer, _depth) {
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

						Qualifier.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.Qualifier();
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

						return Qualifier;
					})();

					v1.FetchBlobRequest = (function() {

						const FetchBlobRequest = function (properties) {
							this.uris = [];
							this.qualifiers = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FetchBlobRequest.prototype.instanceName = "";
						FetchBlobRequest.prototype.timeout = null;
						FetchBlobRequest.prototype.oldestContentAccepted = null;
						FetchBlobRequest.prototype.uris = $util.emptyArray;
						FetchBlobRequest.prototype.qualifiers = $util.emptyArray;
						FetchBlobRequest.prototype.digestFunction = 0;

						FetchBlobRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.timeout != null && $Object.hasOwnProperty.call(message, "timeout"))
								$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.oldestContentAccepted != null && $Object.hasOwnProperty.call(message, "oldestContentAccepted"))
								$root.google.protobuf.Timestamp.encode(message.oldestContentAccepted, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.uris != null && message.uris.length)
								for (let i = 0; i < message.uris.length; ++i)
									writer.uint32(34).string(message.uris[i]);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FetchBlobRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.FetchBlobRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.timeout = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.timeout);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.oldestContentAccepted = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.oldestContentAccepted);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if (!(message.uris && message.uris.length))
											message.uris = [];
										message.uris.push(reader.stringVerify());
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return FetchBlobRequest;
					})();

					v1.FetchBlobResponse = (function() {

						const FetchBlobResponse = function (properties) {
							this.qualifiers = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FetchBlobResponse.prototype.status = null;
						FetchBlobResponse.prototype.uri = "";
						FetchBlobResponse.prototype.qualifiers = $util.emptyArray;
						FetchBlobResponse.prototype.expiresAt = null;
						FetchBlobResponse.prototype.blobDigest = null;
						FetchBlobResponse.prototype.digestFunction = 0;

						FetchBlobResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
								$root.google.rpc.Status.encode(message.status, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.uri != null && $Object.hasOwnProperty.call(message, "uri") && message.uri !== "")
								writer.uint32(18).string(message.uri);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt"))
								$root.google.protobuf.Timestamp.encode(message.expiresAt, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.blobDigest != null && $Object.hasOwnProperty.call(message, "blobDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigest, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FetchBlobResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.FetchBlobResponse();
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
										message.status = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.uri = value;
										else
											delete message.uri;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.expiresAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.expiresAt);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.blobDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.blobDigest);
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return FetchBlobResponse;
					})();

					v1.FetchDirectoryRequest = (function() {

						const FetchDirectoryRequest = function (properties) {
							this.uris = [];
							this.qualifiers = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FetchDirectoryRequest.prototype.instanceName = "";
						FetchDirectoryRequest.prototype.timeout = null;
						FetchDirectoryRequest.prototype.oldestContentAccepted = null;
						FetchDirectoryRequest.prototype.uris = $util.emptyArray;
						FetchDirectoryRequest.prototype.qualifiers = $util.emptyArray;
						FetchDirectoryRequest.prototype.digestFunction = 0;

						FetchDirectoryRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.timeout != null && $Object.hasOwnProperty.call(message, "timeout"))
								$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.oldestContentAccepted != null && $Object.hasOwnProperty.call(message, "oldestContentAccepted"))
								$root.google.protobuf.Timestamp.encode(message.oldestContentAccepted, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.uris != null && message.uris.length)
								for (let i = 0; i < message.uris.length; ++i)
									writer.uint32(34).string(message.uris[i]);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FetchDirectoryRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.FetchDirectoryRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.timeout = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.timeout);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.oldestContentAccepted = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.oldestContentAccepted);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if (!(message.uris && message.uris.length))
											message.uris = [];
										message.uris.push(reader.stringVerify());
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return FetchDirectoryRequest;
					})();

					v1.FetchDirectoryResponse = (function() {

						const FetchDirectoryResponse = function (properties) {
							this.qualifiers = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FetchDirectoryResponse.prototype.status = null;
						FetchDirectoryResponse.prototype.uri = "";
						FetchDirectoryResponse.prototype.qualifiers = $util.emptyArray;
						FetchDirectoryResponse.prototype.expiresAt = null;
						FetchDirectoryResponse.prototype.rootDirectoryDigest = null;
						FetchDirectoryResponse.prototype.digestFunction = 0;

						FetchDirectoryResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
								$root.google.rpc.Status.encode(message.status, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.uri != null && $Object.hasOwnProperty.call(message, "uri") && message.uri !== "")
								writer.uint32(18).string(message.uri);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt"))
								$root.google.protobuf.Timestamp.encode(message.expiresAt, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.rootDirectoryDigest != null && $Object.hasOwnProperty.call(message, "rootDirectoryDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.rootDirectoryDigest, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FetchDirectoryResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.FetchDirectoryResponse();
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
										message.status = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.uri = value;
										else
											delete message.uri;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.expiresAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.expiresAt);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.rootDirectoryDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.rootDirectoryDigest);
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return FetchDirectoryResponse;
					})();

					v1.PushBlobRequest = (function() {

						const PushBlobRequest = function (properties) {
							this.uris = [];
							this.qualifiers = [];
							this.referencesBlobs = [];
							this.referencesDirectories = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						PushBlobRequest.prototype.instanceName = "";
						PushBlobRequest.prototype.uris = $util.emptyArray;
						PushBlobRequest.prototype.qualifiers = $util.emptyArray;
						PushBlobRequest.prototype.expireAt = null;
						PushBlobRequest.prototype.blobDigest = null;
						PushBlobRequest.prototype.referencesBlobs = $util.emptyArray;
						PushBlobRequest.prototype.referencesDirectories = $util.emptyArray;
						PushBlobRequest.prototype.digestFunction = 0;

						PushBlobRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.uris != null && message.uris.length)
								for (let i = 0; i < message.uris.length; ++i)
									writer.uint32(18).string(message.uris[i]);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.expireAt != null && $Object.hasOwnProperty.call(message, "expireAt"))
								$root.google.protobuf.Timestamp.encode(message.expireAt, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.blobDigest != null && $Object.hasOwnProperty.call(message, "blobDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigest, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.referencesBlobs != null && message.referencesBlobs.length)
								for (let i = 0; i < message.referencesBlobs.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.referencesBlobs[i], writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.referencesDirectories != null && message.referencesDirectories.length)
								for (let i = 0; i < message.referencesDirectories.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.referencesDirectories[i], writer.uint32(58).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(64).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						PushBlobRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.PushBlobRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.uris && message.uris.length))
											message.uris = [];
										message.uris.push(reader.stringVerify());
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.expireAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.expireAt);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.blobDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.blobDigest);
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										if (!(message.referencesBlobs && message.referencesBlobs.length))
											message.referencesBlobs = [];
										message.referencesBlobs.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										if (!(message.referencesDirectories && message.referencesDirectories.length))
											message.referencesDirectories = [];
										message.referencesDirectories.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 8: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return PushBlobRequest;
					})();

					v1.PushBlobResponse = (function() {

						const PushBlobResponse = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						PushBlobResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						PushBlobResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.PushBlobResponse();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						return PushBlobResponse;
					})();

					v1.PushDirectoryRequest = (function() {

						const PushDirectoryRequest = function (properties) {
							this.uris = [];
							this.qualifiers = [];
							this.referencesBlobs = [];
							this.referencesDirectories = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						PushDirectoryRequest.prototype.instanceName = "";
						PushDirectoryRequest.prototype.uris = $util.emptyArray;
						PushDirectoryRequest.prototype.qualifiers = $util.emptyArray;
						PushDirectoryRequest.prototype.expireAt = null;
						PushDirectoryRequest.prototype.rootDirectoryDigest = null;
						PushDirectoryRequest.prototype.referencesBlobs = $util.emptyArray;
						PushDirectoryRequest.prototype.referencesDirectories = $util.emptyArray;
						PushDirectoryRequest.prototype.digestFunction = 0;

						PushDirectoryRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.uris != null && message.uris.length)
								for (let i = 0; i < message.uris.length; ++i)
									writer.uint32(18).string(message.uris[i]);
							if (message.qualifiers != null && message.qualifiers.length)
								for (let i = 0; i < message.qualifiers.length; ++i)
									$root.build.bazel.remote.asset.v1.Qualifier.encode(message.qualifiers[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.expireAt != null && $Object.hasOwnProperty.call(message, "expireAt"))
								$root.google.protobuf.Timestamp.encode(message.expireAt, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.rootDirectoryDigest != null && $Object.hasOwnProperty.call(message, "rootDirectoryDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.rootDirectoryDigest, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.referencesBlobs != null && message.referencesBlobs.length)
								for (let i = 0; i < message.referencesBlobs.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.referencesBlobs[i], writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.referencesDirectories != null && message.referencesDirectories.length)
								for (let i = 0; i < message.referencesDirectories.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.referencesDirectories[i], writer.uint32(58).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(64).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						PushDirectoryRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.PushDirectoryRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.uris && message.uris.length))
											message.uris = [];
										message.uris.push(reader.stringVerify());
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.qualifiers && message.qualifiers.length))
											message.qualifiers = [];
										message.qualifiers.push($root.build.bazel.remote.asset.v1.Qualifier.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.expireAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.expireAt);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.rootDirectoryDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.rootDirectoryDigest);
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										if (!(message.referencesBlobs && message.referencesBlobs.length))
											message.referencesBlobs = [];
										message.referencesBlobs.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										if (!(message.referencesDirectories && message.referencesDirectories.length))
											message.referencesDirectories = [];
										message.referencesDirectories.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 8: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return PushDirectoryRequest;
					})();

					v1.PushDirectoryResponse = (function() {

						const PushDirectoryResponse = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						PushDirectoryResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						PushDirectoryResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.asset.v1.PushDirectoryResponse();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						return PushDirectoryResponse;
					})();

					return v1;
				})();

				return asset;
			})();

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

					v2.Tree = (function() {

						const Tree = function (properties) {
							this.children = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Tree.prototype.root = null;
						Tree.prototype.children = $util.emptyArray;

						Tree.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.root != null && $Object.hasOwnProperty.call(message, "root"))
								$root.build.bazel.remote.execution.v2.Directory.encode(message.root, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.children != null && message.children.length)
								for (let i = 0; i < message.children.length; ++i)
									$root.build.bazel.remote.execution.v2.Directory.encode(message.children[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Tree.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.Tree();
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
										message.root = $root.build.bazel.remote.execution.v2.Directory.decode(reader, reader.size(), $undefined, _depth + 1, message.root);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.children && message.children.length))
											message.children = [];
										message.children.push($root.build.bazel.remote.execution.v2.Directory.decode(reader, reader.size(), $undefined, _depth + 1));
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

						return Tree;
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

					v2.ExecutionPolicy = (function() {

						const ExecutionPolicy = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecutionPolicy.prototype.priority = 0;

						ExecutionPolicy.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
								writer.uint32(8).int32(message.priority);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecutionPolicy.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ExecutionPolicy();
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
										if (value = reader.int32())
											message.priority = value;
										else
											delete message.priority;
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

						return ExecutionPolicy;
					})();

					v2.ResultsCachePolicy = (function() {

						const ResultsCachePolicy = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ResultsCachePolicy.prototype.priority = 0;

						ResultsCachePolicy.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
								writer.uint32(8).int32(message.priority);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ResultsCachePolicy.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ResultsCachePolicy();
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
										if (value = reader.int32())
											message.priority = value;
										else
											delete message.priority;
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

						return ResultsCachePolicy;
					})();

					v2.ExecuteRequest = (function() {

						const ExecuteRequest = function (properties) {
							this.inlineOutputFiles = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecuteRequest.prototype.instanceName = "";
						ExecuteRequest.prototype.skipCacheLookup = false;
						ExecuteRequest.prototype.actionDigest = null;
						ExecuteRequest.prototype.executionPolicy = null;
						ExecuteRequest.prototype.resultsCachePolicy = null;
						ExecuteRequest.prototype.digestFunction = 0;
						ExecuteRequest.prototype.inlineStdout = false;
						ExecuteRequest.prototype.inlineStderr = false;
						ExecuteRequest.prototype.inlineOutputFiles = $util.emptyArray;

						ExecuteRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.skipCacheLookup != null && $Object.hasOwnProperty.call(message, "skipCacheLookup") && message.skipCacheLookup !== false)
								writer.uint32(24).bool(message.skipCacheLookup);
							if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(50).fork(), _depth + 1).ldelim();
							if (message.executionPolicy != null && $Object.hasOwnProperty.call(message, "executionPolicy"))
								$root.build.bazel.remote.execution.v2.ExecutionPolicy.encode(message.executionPolicy, writer.uint32(58).fork(), _depth + 1).ldelim();
							if (message.resultsCachePolicy != null && $Object.hasOwnProperty.call(message, "resultsCachePolicy"))
								$root.build.bazel.remote.execution.v2.ResultsCachePolicy.encode(message.resultsCachePolicy, writer.uint32(66).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(72).int32(message.digestFunction);
							if (message.inlineStdout != null && $Object.hasOwnProperty.call(message, "inlineStdout") && message.inlineStdout !== false)
								writer.uint32(80).bool(message.inlineStdout);
							if (message.inlineStderr != null && $Object.hasOwnProperty.call(message, "inlineStderr") && message.inlineStderr !== false)
								writer.uint32(88).bool(message.inlineStderr);
							if (message.inlineOutputFiles != null && message.inlineOutputFiles.length)
								for (let i = 0; i < message.inlineOutputFiles.length; ++i)
									writer.uint32(98).string(message.inlineOutputFiles[i]);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecuteRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ExecuteRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 3: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.skipCacheLookup = value;
										else
											delete message.skipCacheLookup;
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										message.executionPolicy = $root.build.bazel.remote.execution.v2.ExecutionPolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.executionPolicy);
										continue;
									}
								case 8: {
										if (wireType !== 2)
											break;
										message.resultsCachePolicy = $root.build.bazel.remote.execution.v2.ResultsCachePolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.resultsCachePolicy);
										continue;
									}
								case 9: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
										continue;
									}
								case 10: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.inlineStdout = value;
										else
											delete message.inlineStdout;
										continue;
									}
								case 11: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.inlineStderr = value;
										else
											delete message.inlineStderr;
										continue;
									}
								case 12: {
										if (wireType !== 2)
											break;
										if (!(message.inlineOutputFiles && message.inlineOutputFiles.length))
											message.inlineOutputFiles = [];
										message.inlineOutputFiles.push(reader.stringVerify());
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

						return ExecuteRequest;
					})();

					v2.LogFile = (function() {

						const LogFile = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						LogFile.prototype.digest = null;
						LogFile.prototype.humanReadable = false;

						LogFile.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.humanReadable != null && $Object.hasOwnProperty.call(message, "humanReadable") && message.humanReadable !== false)
								writer.uint32(16).bool(message.humanReadable);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						LogFile.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.LogFile();
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
										message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.humanReadable = value;
										else
											delete message.humanReadable;
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

						return LogFile;
					})();

					v2.ExecuteResponse = (function() {

						const ExecuteResponse = function (properties) {
							this.serverLogs = {};
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecuteResponse.prototype.result = null;
						ExecuteResponse.prototype.cachedResult = false;
						ExecuteResponse.prototype.status = null;
						ExecuteResponse.prototype.serverLogs = $util.emptyObject;
						ExecuteResponse.prototype.message = "";

						ExecuteResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
								$root.build.bazel.remote.execution.v2.ActionResult.encode(message.result, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.cachedResult != null && $Object.hasOwnProperty.call(message, "cachedResult") && message.cachedResult !== false)
								writer.uint32(16).bool(message.cachedResult);
							if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
								$root.google.rpc.Status.encode(message.status, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.serverLogs != null && $Object.hasOwnProperty.call(message, "serverLogs"))
								for (let keys = $Object.keys(message.serverLogs), i = 0; i < keys.length; ++i) {
									writer.uint32(34).fork().uint32(10).string(keys[i]);
									$root.build.bazel.remote.execution.v2.LogFile.encode(message.serverLogs[keys[i]], writer.uint32(18).fork(), _depth + 1).ldelim().ldelim();
								}
							if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
								writer.uint32(42).string(message.message);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecuteResponse.decode = function (reader, length, _end, _depth, _target) {
							if (!(reader instanceof $Reader))
								reader = $Reader.create(reader);
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $Reader.recursionLimit)
								throw $Error("max depth exceeded");
							let end, message, key, value;
							if (length === $undefined)
								end = reader.len;
							else {
								end = reader.pos + length;
								if (end > reader.len)
									throw $RangeError("index out of range");
								length = reader.len;
								reader.len = end;
							}
							message = _target || new $root.build.bazel.remote.execution.v2.ExecuteResponse();
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
										message.result = $root.build.bazel.remote.execution.v2.ActionResult.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.cachedResult = value;
										else
											delete message.cachedResult;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.status = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if (message.serverLogs === $util.emptyObject)
											message.serverLogs = {};
										let end2 = reader.size() + reader.pos;
										if (end2 > reader.len)
											throw $RangeError("index out of range");
										reader.len = end2;
										key = "";
										value = null;
										while (reader.pos < end2) {
											let tag2 = reader.tag();
											wireType = tag2 & 7;
											switch (tag2 >>>= 3) {
											case 1:
												if (wireType !== 2)
													break;
												key = reader.stringVerify();
												continue;
											case 2:
												if (wireType !== 2)
													break;
												value = $root.build.bazel.remote.execution.v2.LogFile.decode(reader, reader.size(), $undefined, _depth + 1, value);
												continue;
											}
											reader.skipType(wireType, _depth, tag2);
										}
										if (reader.pos !== end2)
											throw $RangeError("index out of range");
										reader.len = end;
										if (key === "__proto__")
											$util.makeProp(message.serverLogs, key);
										message.serverLogs[key] = value || new $root.build.bazel.remote.execution.v2.LogFile();
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.message = value;
										else
											delete message.message;
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

						return ExecuteResponse;
					})();

					v2.ExecutionStage = (function() {

						const ExecutionStage = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecutionStage.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecutionStage.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ExecutionStage();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						ExecutionStage.Value = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "UNKNOWN"] = 0;
							values[valuesById[1] = "CACHE_CHECK"] = 1;
							values[valuesById[2] = "QUEUED"] = 2;
							values[valuesById[3] = "EXECUTING"] = 3;
							values[valuesById[4] = "COMPLETED"] = 4;
							return values;
						})();

						return ExecutionStage;
					})();

					v2.ExecuteOperationMetadata = (function() {

						const ExecuteOperationMetadata = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecuteOperationMetadata.prototype.stage = 0;
						ExecuteOperationMetadata.prototype.actionDigest = null;
						ExecuteOperationMetadata.prototype.stdoutStreamName = "";
						ExecuteOperationMetadata.prototype.stderrStreamName = "";
						ExecuteOperationMetadata.prototype.partialExecutionMetadata = null;
						ExecuteOperationMetadata.prototype.digestFunction = 0;

						ExecuteOperationMetadata.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
								writer.uint32(8).int32(message.stage);
							if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.stdoutStreamName != null && $Object.hasOwnProperty.call(message, "stdoutStreamName") && message.stdoutStreamName !== "")
								writer.uint32(26).string(message.stdoutStreamName);
							if (message.stderrStreamName != null && $Object.hasOwnProperty.call(message, "stderrStreamName") && message.stderrStreamName !== "")
								writer.uint32(34).string(message.stderrStreamName);
							if (message.partialExecutionMetadata != null && $Object.hasOwnProperty.call(message, "partialExecutionMetadata"))
								$root.build.bazel.remote.execution.v2.ExecutedActionMetadata.encode(message.partialExecutionMetadata, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecuteOperationMetadata.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ExecuteOperationMetadata();
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
										if (value = reader.int32())
											message.stage = value;
										else
											delete message.stage;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.stdoutStreamName = value;
										else
											delete message.stdoutStreamName;
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.stderrStreamName = value;
										else
											delete message.stderrStreamName;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.partialExecutionMetadata = $root.build.bazel.remote.execution.v2.ExecutedActionMetadata.decode(reader, reader.size(), $undefined, _depth + 1, message.partialExecutionMetadata);
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return ExecuteOperationMetadata;
					})();

					v2.WaitExecutionRequest = (function() {

						const WaitExecutionRequest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						WaitExecutionRequest.prototype.name = "";

						WaitExecutionRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
								writer.uint32(10).string(message.name);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						WaitExecutionRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.WaitExecutionRequest();
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

						return WaitExecutionRequest;
					})();

					v2.GetActionResultRequest = (function() {

						const GetActionResultRequest = function (properties) {
							this.inlineOutputFiles = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						GetActionResultRequest.prototype.instanceName = "";
						GetActionResultRequest.prototype.actionDigest = null;
						GetActionResultRequest.prototype.inlineStdout = false;
						GetActionResultRequest.prototype.inlineStderr = false;
						GetActionResultRequest.prototype.inlineOutputFiles = $util.emptyArray;
						GetActionResultRequest.prototype.digestFunction = 0;

						GetActionResultRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.inlineStdout != null && $Object.hasOwnProperty.call(message, "inlineStdout") && message.inlineStdout !== false)
								writer.uint32(24).bool(message.inlineStdout);
							if (message.inlineStderr != null && $Object.hasOwnProperty.call(message, "inlineStderr") && message.inlineStderr !== false)
								writer.uint32(32).bool(message.inlineStderr);
							if (message.inlineOutputFiles != null && message.inlineOutputFiles.length)
								for (let i = 0; i < message.inlineOutputFiles.length; ++i)
									writer.uint32(42).string(message.inlineOutputFiles[i]);
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(48).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						GetActionResultRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.GetActionResultRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
										continue;
									}
								case 3: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.inlineStdout = value;
										else
											delete message.inlineStdout;
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.inlineStderr = value;
										else
											delete message.inlineStderr;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if (!(message.inlineOutputFiles && message.inlineOutputFiles.length))
											message.inlineOutputFiles = [];
										message.inlineOutputFiles.push(reader.stringVerify());
										continue;
									}
								case 6: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return GetActionResultRequest;
					})();

					v2.UpdateActionResultRequest = (function() {

						const UpdateActionResultRequest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						UpdateActionResultRequest.prototype.instanceName = "";
						UpdateActionResultRequest.prototype.actionDigest = null;
						UpdateActionResultRequest.prototype.actionResult = null;
						UpdateActionResultRequest.prototype.resultsCachePolicy = null;
						UpdateActionResultRequest.prototype.digestFunction = 0;

						UpdateActionResultRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.actionResult != null && $Object.hasOwnProperty.call(message, "actionResult"))
								$root.build.bazel.remote.execution.v2.ActionResult.encode(message.actionResult, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.resultsCachePolicy != null && $Object.hasOwnProperty.call(message, "resultsCachePolicy"))
								$root.build.bazel.remote.execution.v2.ResultsCachePolicy.encode(message.resultsCachePolicy, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(40).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						UpdateActionResultRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.UpdateActionResultRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.actionResult = $root.build.bazel.remote.execution.v2.ActionResult.decode(reader, reader.size(), $undefined, _depth + 1, message.actionResult);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.resultsCachePolicy = $root.build.bazel.remote.execution.v2.ResultsCachePolicy.decode(reader, reader.size(), $undefined, _depth + 1, message.resultsCachePolicy);
										continue;
									}
								case 5: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return UpdateActionResultRequest;
					})();

					v2.FindMissingBlobsRequest = (function() {

						const FindMissingBlobsRequest = function (properties) {
							this.blobDigests = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FindMissingBlobsRequest.prototype.instanceName = "";
						FindMissingBlobsRequest.prototype.blobDigests = $util.emptyArray;
						FindMissingBlobsRequest.prototype.digestFunction = 0;

						FindMissingBlobsRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.blobDigests != null && message.blobDigests.length)
								for (let i = 0; i < message.blobDigests.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigests[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(24).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FindMissingBlobsRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.FindMissingBlobsRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.blobDigests && message.blobDigests.length))
											message.blobDigests = [];
										message.blobDigests.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 3: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return FindMissingBlobsRequest;
					})();

					v2.FindMissingBlobsResponse = (function() {

						const FindMissingBlobsResponse = function (properties) {
							this.missingBlobDigests = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FindMissingBlobsResponse.prototype.missingBlobDigests = $util.emptyArray;

						FindMissingBlobsResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.missingBlobDigests != null && message.missingBlobDigests.length)
								for (let i = 0; i < message.missingBlobDigests.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.missingBlobDigests[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FindMissingBlobsResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.FindMissingBlobsResponse();
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
										if (!(message.missingBlobDigests && message.missingBlobDigests.length))
											message.missingBlobDigests = [];
										message.missingBlobDigests.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
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

						return FindMissingBlobsResponse;
					})();

					v2.BatchUpdateBlobsRequest = (function() {

						const BatchUpdateBlobsRequest = function (properties) {
							this.requests = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						BatchUpdateBlobsRequest.prototype.instanceName = "";
						BatchUpdateBlobsRequest.prototype.requests = $util.emptyArray;
						BatchUpdateBlobsRequest.prototype.digestFunction = 0;

						BatchUpdateBlobsRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.requests != null && message.requests.length)
								for (let i = 0; i < message.requests.length; ++i)
									$root.build.bazel.remote.execution.v2.BatchUpdateBlobsRequest.Request.encode(message.requests[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(40).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						BatchUpdateBlobsRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.BatchUpdateBlobsRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.requests && message.requests.length))
											message.requests = [];
										message.requests.push($root.build.bazel.remote.execution.v2.BatchUpdateBlobsRequest.Request.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 5: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						BatchUpdateBlobsRequest.Request = (function() {

							const Request = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							Request.prototype.digest = null;
							Request.prototype.data = $util.newBuffer([]);
							Request.prototype.compressor = 0;

							Request.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
									$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(10).fork(), _depth + 1).ldelim();
								if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
									writer.uint32(18).bytes(message.data);
								if (message.compressor != null && $Object.hasOwnProperty.call(message, "compressor") && message.compressor !== 0)
									writer.uint32(24).int32(message.compressor);
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							Request.decode = function (reader, length, _end, _depth, _target) {
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
								message = _target || new $root.build.bazel.remote.execution.v2.BatchUpdateBlobsRequest.Request();
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
											message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
											continue;
										}
									case 2: {
											if (wireType !== 2)
												break;
											if ((value = reader.bytes()).length)
												message.data = value;
											else
												delete message.data;
											continue;
										}
									case 3: {
											if (wireType !== 0)
												break;
											if (value = reader.int32())
												message.compressor = value;
											else
												delete message.compressor;
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

							return Request;
						})();

						return BatchUpdateBlobsRequest;
					})();

					v2.BatchUpdateBlobsResponse = (function() {

						const BatchUpdateBlobsResponse = function (properties) {
							this.responses = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						BatchUpdateBlobsResponse.prototype.responses = $util.emptyArray;

						BatchUpdateBlobsResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.responses != null && message.responses.length)
								for (let i = 0; i < message.responses.length; ++i)
									$root.build.bazel.remote.execution.v2.BatchUpdateBlobsResponse.Response.encode(message.responses[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						BatchUpdateBlobsResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.BatchUpdateBlobsResponse();
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
										if (!(message.responses && message.responses.length))
											message.responses = [];
										message.responses.push($root.build.bazel.remote.execution.v2.BatchUpdateBlobsResponse.Response.decode(reader, reader.size(), $undefined, _depth + 1));
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

						BatchUpdateBlobsResponse.Response = (function() {

							const Response = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							Response.prototype.digest = null;
							Response.prototype.status = null;

							Response.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
									$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(10).fork(), _depth + 1).ldelim();
								if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
									$root.google.rpc.Status.encode(message.status, writer.uint32(18).fork(), _depth + 1).ldelim();
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							Response.decode = function (reader, length, _end, _depth, _target) {
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
								message = _target || new $root.build.bazel.remote.execution.v2.BatchUpdateBlobsResponse.Response();
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
											message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
											continue;
										}
									case 2: {
											if (wireType !== 2)
												break;
											message.status = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
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

							return Response;
						})();

						return BatchUpdateBlobsResponse;
					})();

					v2.BatchReadBlobsRequest = (function() {

						const BatchReadBlobsRequest = function (properties) {
							this.digests = [];
							this.acceptableCompressors = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						BatchReadBlobsRequest.prototype.instanceName = "";
						BatchReadBlobsRequest.prototype.digests = $util.emptyArray;
						BatchReadBlobsRequest.prototype.acceptableCompressors = $util.emptyArray;
						BatchReadBlobsRequest.prototype.digestFunction = 0;

						BatchReadBlobsRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.digests != null && message.digests.length)
								for (let i = 0; i < message.digests.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.digests[i], writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.acceptableCompressors != null && message.acceptableCompressors.length)
								writer.uint32(26).int32s(message.acceptableCompressors);
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(32).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						BatchReadBlobsRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.BatchReadBlobsRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if (!(message.digests && message.digests.length))
											message.digests = [];
										message.digests.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 3: {
										if (wireType === 2) {
											if (!(message.acceptableCompressors && message.acceptableCompressors.length))
												message.acceptableCompressors = [];
											reader.int32s(message.acceptableCompressors);
											continue;
										}
										if (wireType !== 0)
											break;
										if (!(message.acceptableCompressors && message.acceptableCompressors.length))
											message.acceptableCompressors = [];
										message.acceptableCompressors.push(reader.int32());
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return BatchReadBlobsRequest;
					})();

					v2.BatchReadBlobsResponse = (function() {

						const BatchReadBlobsResponse = function (properties) {
							this.responses = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						BatchReadBlobsResponse.prototype.responses = $util.emptyArray;

						BatchReadBlobsResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.responses != null && message.responses.length)
								for (let i = 0; i < message.responses.length; ++i)
									$root.build.bazel.remote.execution.v2.BatchReadBlobsResponse.Response.encode(message.responses[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						BatchReadBlobsResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.BatchReadBlobsResponse();
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
										if (!(message.responses && message.responses.length))
											message.responses = [];
										message.responses.push($root.build.bazel.remote.execution.v2.BatchReadBlobsResponse.Response.decode(reader, reader.size(), $undefined, _depth + 1));
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

						BatchReadBlobsResponse.Response = (function() {

							const Response = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							Response.prototype.digest = null;
							Response.prototype.data = $util.newBuffer([]);
							Response.prototype.compressor = 0;
							Response.prototype.status = null;

							Response.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
									$root.build.bazel.remote.execution.v2.Digest.encode(message.digest, writer.uint32(10).fork(), _depth + 1).ldelim();
								if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
									writer.uint32(18).bytes(message.data);
								if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
									$root.google.rpc.Status.encode(message.status, writer.uint32(26).fork(), _depth + 1).ldelim();
								if (message.compressor != null && $Object.hasOwnProperty.call(message, "compressor") && message.compressor !== 0)
									writer.uint32(32).int32(message.compressor);
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							Response.decode = function (reader, length, _end, _depth, _target) {
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
								message = _target || new $root.build.bazel.remote.execution.v2.BatchReadBlobsResponse.Response();
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
											message.digest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.digest);
											continue;
										}
									case 2: {
											if (wireType !== 2)
												break;
											if ((value = reader.bytes()).length)
												message.data = value;
											else
												delete message.data;
											continue;
										}
									case 4: {
											if (wireType !== 0)
												break;
											if (value = reader.int32())
												message.compressor = value;
											else
												delete message.compressor;
											continue;
										}
									case 3: {
											if (wireType !== 2)
												break;
											message.status = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
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

							return Response;
						})();

						return BatchReadBlobsResponse;
					})();

					v2.GetTreeRequest = (function() {

						const GetTreeRequest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						GetTreeRequest.prototype.instanceName = "";
						GetTreeRequest.prototype.rootDigest = null;
						GetTreeRequest.prototype.pageSize = 0;
						GetTreeRequest.prototype.pageToken = "";
						GetTreeRequest.prototype.digestFunction = 0;

						GetTreeRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.rootDigest != null && $Object.hasOwnProperty.call(message, "rootDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.rootDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.pageSize != null && $Object.hasOwnProperty.call(message, "pageSize") && message.pageSize !== 0)
								writer.uint32(24).int32(message.pageSize);
							if (message.pageToken != null && $Object.hasOwnProperty.call(message, "pageToken") && message.pageToken !== "")
								writer.uint32(34).string(message.pageToken);
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(40).int32(message.digestFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						GetTreeRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.GetTreeRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.rootDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.rootDigest);
										continue;
									}
								case 3: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.pageSize = value;
										else
											delete message.pageSize;
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.pageToken = value;
										else
											delete message.pageToken;
										continue;
									}
								case 5: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
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

						return GetTreeRequest;
					})();

					v2.GetTreeResponse = (function() {

						const GetTreeResponse = function (properties) {
							this.directories = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						GetTreeResponse.prototype.directories = $util.emptyArray;
						GetTreeResponse.prototype.nextPageToken = "";

						GetTreeResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.directories != null && message.directories.length)
								for (let i = 0; i < message.directories.length; ++i)
									$root.build.bazel.remote.execution.v2.Directory.encode(message.directories[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.nextPageToken != null && $Object.hasOwnProperty.call(message, "nextPageToken") && message.nextPageToken !== "")
								writer.uint32(18).string(message.nextPageToken);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						GetTreeResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.GetTreeResponse();
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
										if (!(message.directories && message.directories.length))
											message.directories = [];
										message.directories.push($root.build.bazel.remote.execution.v2.Directory.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.nextPageToken = value;
										else
											delete message.nextPageToken;
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

						return GetTreeResponse;
					})();

					v2.SplitBlobRequest = (function() {

						const SplitBlobRequest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SplitBlobRequest.prototype.instanceName = "";
						SplitBlobRequest.prototype.blobDigest = null;
						SplitBlobRequest.prototype.digestFunction = 0;
						SplitBlobRequest.prototype.chunkingFunction = 0;

						SplitBlobRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.blobDigest != null && $Object.hasOwnProperty.call(message, "blobDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(24).int32(message.digestFunction);
							if (message.chunkingFunction != null && $Object.hasOwnProperty.call(message, "chunkingFunction") && message.chunkingFunction !== 0)
								writer.uint32(32).int32(message.chunkingFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SplitBlobRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.SplitBlobRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.blobDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.blobDigest);
										continue;
									}
								case 3: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.chunkingFunction = value;
										else
											delete message.chunkingFunction;
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

						return SplitBlobRequest;
					})();

					v2.SplitBlobResponse = (function() {

						const SplitBlobResponse = function (properties) {
							this.chunkDigests = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SplitBlobResponse.prototype.chunkDigests = $util.emptyArray;
						SplitBlobResponse.prototype.chunkingFunction = 0;

						SplitBlobResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.chunkDigests != null && message.chunkDigests.length)
								for (let i = 0; i < message.chunkDigests.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.chunkDigests[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.chunkingFunction != null && $Object.hasOwnProperty.call(message, "chunkingFunction") && message.chunkingFunction !== 0)
								writer.uint32(16).int32(message.chunkingFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SplitBlobResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.SplitBlobResponse();
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
										if (!(message.chunkDigests && message.chunkDigests.length))
											message.chunkDigests = [];
										message.chunkDigests.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.chunkingFunction = value;
										else
											delete message.chunkingFunction;
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

						return SplitBlobResponse;
					})();

					v2.SpliceBlobRequest = (function() {

						const SpliceBlobRequest = function (properties) {
							this.chunkDigests = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SpliceBlobRequest.prototype.instanceName = "";
						SpliceBlobRequest.prototype.blobDigest = null;
						SpliceBlobRequest.prototype.chunkDigests = $util.emptyArray;
						SpliceBlobRequest.prototype.digestFunction = 0;
						SpliceBlobRequest.prototype.chunkingFunction = 0;

						SpliceBlobRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.blobDigest != null && $Object.hasOwnProperty.call(message, "blobDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigest, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.chunkDigests != null && message.chunkDigests.length)
								for (let i = 0; i < message.chunkDigests.length; ++i)
									$root.build.bazel.remote.execution.v2.Digest.encode(message.chunkDigests[i], writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(32).int32(message.digestFunction);
							if (message.chunkingFunction != null && $Object.hasOwnProperty.call(message, "chunkingFunction") && message.chunkingFunction !== 0)
								writer.uint32(40).int32(message.chunkingFunction);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SpliceBlobRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.SpliceBlobRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.blobDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.blobDigest);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if (!(message.chunkDigests && message.chunkDigests.length))
											message.chunkDigests = [];
										message.chunkDigests.push($root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1));
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
										continue;
									}
								case 5: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.chunkingFunction = value;
										else
											delete message.chunkingFunction;
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

						return SpliceBlobRequest;
					})();

					v2.SpliceBlobResponse = (function() {

						const SpliceBlobResponse = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SpliceBlobResponse.prototype.blobDigest = null;

						SpliceBlobResponse.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.blobDigest != null && $Object.hasOwnProperty.call(message, "blobDigest"))
								$root.build.bazel.remote.execution.v2.Digest.encode(message.blobDigest, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SpliceBlobResponse.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.SpliceBlobResponse();
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
										message.blobDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.blobDigest);
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

						return SpliceBlobResponse;
					})();

					v2.GetCapabilitiesRequest = (function() {

						const GetCapabilitiesRequest = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						GetCapabilitiesRequest.prototype.instanceName = "";

						GetCapabilitiesRequest.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
								writer.uint32(10).string(message.instanceName);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						GetCapabilitiesRequest.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.GetCapabilitiesRequest();
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
											message.instanceName = value;
										else
											delete message.instanceName;
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

						return GetCapabilitiesRequest;
					})();

					v2.ServerCapabilities = (function() {

						const ServerCapabilities = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ServerCapabilities.prototype.cacheCapabilities = null;
						ServerCapabilities.prototype.executionCapabilities = null;
						ServerCapabilities.prototype.deprecatedApiVersion = null;
						ServerCapabilities.prototype.lowApiVersion = null;
						ServerCapabilities.prototype.highApiVersion = null;

						ServerCapabilities.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.cacheCapabilities != null && $Object.hasOwnProperty.call(message, "cacheCapabilities"))
								$root.build.bazel.remote.execution.v2.CacheCapabilities.encode(message.cacheCapabilities, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.executionCapabilities != null && $Object.hasOwnProperty.call(message, "executionCapabilities"))
								$root.build.bazel.remote.execution.v2.ExecutionCapabilities.encode(message.executionCapabilities, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.deprecatedApiVersion != null && $Object.hasOwnProperty.call(message, "deprecatedApiVersion"))
								$root.build.bazel.semver.SemVer.encode(message.deprecatedApiVersion, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.lowApiVersion != null && $Object.hasOwnProperty.call(message, "lowApiVersion"))
								$root.build.bazel.semver.SemVer.encode(message.lowApiVersion, writer.uint32(34).fork(), _depth + 1).ldelim();
							if (message.highApiVersion != null && $Object.hasOwnProperty.call(message, "highApiVersion"))
								$root.build.bazel.semver.SemVer.encode(message.highApiVersion, writer.uint32(42).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ServerCapabilities.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ServerCapabilities();
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
										message.cacheCapabilities = $root.build.bazel.remote.execution.v2.CacheCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.cacheCapabilities);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.executionCapabilities = $root.build.bazel.remote.execution.v2.ExecutionCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.executionCapabilities);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.deprecatedApiVersion = $root.build.bazel.semver.SemVer.decode(reader, reader.size(), $undefined, _depth + 1, message.deprecatedApiVersion);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										message.lowApiVersion = $root.build.bazel.semver.SemVer.decode(reader, reader.size(), $undefined, _depth + 1, message.lowApiVersion);
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										message.highApiVersion = $root.build.bazel.semver.SemVer.decode(reader, reader.size(), $undefined, _depth + 1, message.highApiVersion);
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

						return ServerCapabilities;
					})();

					v2.DigestFunction = (function() {

						const DigestFunction = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						DigestFunction.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						DigestFunction.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.DigestFunction();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						DigestFunction.Value = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "UNKNOWN"] = 0;
							values[valuesById[1] = "SHA256"] = 1;
							values[valuesById[2] = "SHA1"] = 2;
							values[valuesById[3] = "MD5"] = 3;
							values[valuesById[4] = "VSO"] = 4;
							values[valuesById[5] = "SHA384"] = 5;
							values[valuesById[6] = "SHA512"] = 6;
							values[valuesById[7] = "MURMUR3"] = 7;
							values[valuesById[8] = "SHA256TREE"] = 8;
							values[valuesById[9] = "BLAKE3"] = 9;
							values[valuesById[10] = "GITSHA1"] = 10;
							return values;
						})();

						return DigestFunction;
					})();

					v2.ChunkingFunction = (function() {

						const ChunkingFunction = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ChunkingFunction.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ChunkingFunction.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ChunkingFunction();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						ChunkingFunction.Value = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "UNKNOWN"] = 0;
							values[valuesById[1] = "FAST_CDC_2020"] = 1;
							values[valuesById[2] = "REP_MAX_CDC"] = 2;
							return values;
						})();

						return ChunkingFunction;
					})();

					v2.ActionCacheUpdateCapabilities = (function() {

						const ActionCacheUpdateCapabilities = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ActionCacheUpdateCapabilities.prototype.updateEnabled = false;

						ActionCacheUpdateCapabilities.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.updateEnabled != null && $Object.hasOwnProperty.call(message, "updateEnabled") && message.updateEnabled !== false)
								writer.uint32(8).bool(message.updateEnabled);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ActionCacheUpdateCapabilities.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ActionCacheUpdateCapabilities();
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
										if (value = reader.bool())
											message.updateEnabled = value;
										else
											delete message.updateEnabled;
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

						return ActionCacheUpdateCapabilities;
					})();

					v2.PriorityCapabilities = (function() {

						const PriorityCapabilities = function (properties) {
							this.priorities = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						PriorityCapabilities.prototype.priorities = $util.emptyArray;

						PriorityCapabilities.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.priorities != null && message.priorities.length)
								for (let i = 0; i < message.priorities.length; ++i)
									$root.build.bazel.remote.execution.v2.PriorityCapabilities.PriorityRange.encode(message.priorities[i], writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						PriorityCapabilities.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.PriorityCapabilities();
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
										if (!(message.priorities && message.priorities.length))
											message.priorities = [];
										message.priorities.push($root.build.bazel.remote.execution.v2.PriorityCapabilities.PriorityRange.decode(reader, reader.size(), $undefined, _depth + 1));
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

						PriorityCapabilities.PriorityRange = (function() {

							const PriorityRange = function (properties) {
								if (properties)
									for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
										if (properties[keys[i]] != null && keys[i] !== "__proto__")
											this[keys[i]] = properties[keys[i]];
							};

							PriorityRange.prototype.minPriority = 0;
							PriorityRange.prototype.maxPriority = 0;

							PriorityRange.encode = function (message, writer, _depth) {
								if (!writer)
									writer = $Writer.create();
								if (_depth === $undefined)
									_depth = 0;
								if (_depth > $util.recursionLimit)
									throw $Error("max depth exceeded");
								if (message.minPriority != null && $Object.hasOwnProperty.call(message, "minPriority") && message.minPriority !== 0)
									writer.uint32(8).int32(message.minPriority);
								if (message.maxPriority != null && $Object.hasOwnProperty.call(message, "maxPriority") && message.maxPriority !== 0)
									writer.uint32(16).int32(message.maxPriority);
								if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
									for (let i = 0; i < message.$unknowns.length; ++i)
										writer.raw(message.$unknowns[i]);
								return writer;
							};

							PriorityRange.decode = function (reader, length, _end, _depth, _target) {
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
								message = _target || new $root.build.bazel.remote.execution.v2.PriorityCapabilities.PriorityRange();
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
											if (value = reader.int32())
												message.minPriority = value;
											else
												delete message.minPriority;
											continue;
										}
									case 2: {
											if (wireType !== 0)
												break;
											if (value = reader.int32())
												message.maxPriority = value;
											else
												delete message.maxPriority;
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

							return PriorityRange;
						})();

						return PriorityCapabilities;
					})();

					v2.SymlinkAbsolutePathStrategy = (function() {

						const SymlinkAbsolutePathStrategy = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						SymlinkAbsolutePathStrategy.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						SymlinkAbsolutePathStrategy.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.SymlinkAbsolutePathStrategy();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						SymlinkAbsolutePathStrategy.Value = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "UNKNOWN"] = 0;
							values[valuesById[1] = "DISALLOWED"] = 1;
							values[valuesById[2] = "ALLOWED"] = 2;
							return values;
						})();

						return SymlinkAbsolutePathStrategy;
					})();

					v2.Compressor = (function() {

						const Compressor = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						Compressor.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						Compressor.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.Compressor();
							while (reader.pos < end) {
								let start = reader.pos;
								let tag = reader.tag();
								if (tag === _end) {
									_end = $undefined;
									break;
								}
								reader.skipType(tag & 7, _depth, tag);
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

						Compressor.Value = (function() {
							const valuesById = $Object.create(null), values = $Object.create(valuesById);
							values[valuesById[0] = "IDENTITY"] = 0;
							values[valuesById[1] = "ZSTD"] = 1;
							values[valuesById[2] = "DEFLATE"] = 2;
							values[valuesById[3] = "BROTLI"] = 3;
							return values;
						})();

						return Compressor;
					})();

					v2.CacheCapabilities = (function() {

						const CacheCapabilities = function (properties) {
							this.digestFunctions = [];
							this.supportedCompressors = [];
							this.supportedBatchUpdateCompressors = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						CacheCapabilities.prototype.digestFunctions = $util.emptyArray;
						CacheCapabilities.prototype.actionCacheUpdateCapabilities = null;
						CacheCapabilities.prototype.cachePriorityCapabilities = null;
						CacheCapabilities.prototype.maxBatchTotalSizeBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
						CacheCapabilities.prototype.symlinkAbsolutePathStrategy = 0;
						CacheCapabilities.prototype.supportedCompressors = $util.emptyArray;
						CacheCapabilities.prototype.supportedBatchUpdateCompressors = $util.emptyArray;
						CacheCapabilities.prototype.maxCasBlobSizeBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
						CacheCapabilities.prototype.splitBlobSupport = false;
						CacheCapabilities.prototype.spliceBlobSupport = false;
						CacheCapabilities.prototype.fastCdc_2020Params = null;
						CacheCapabilities.prototype.repMaxCdcParams = null;

						CacheCapabilities.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.digestFunctions != null && message.digestFunctions.length)
								writer.uint32(10).int32s(message.digestFunctions);
							if (message.actionCacheUpdateCapabilities != null && $Object.hasOwnProperty.call(message, "actionCacheUpdateCapabilities"))
								$root.build.bazel.remote.execution.v2.ActionCacheUpdateCapabilities.encode(message.actionCacheUpdateCapabilities, writer.uint32(18).fork(), _depth + 1).ldelim();
							if (message.cachePriorityCapabilities != null && $Object.hasOwnProperty.call(message, "cachePriorityCapabilities"))
								$root.build.bazel.remote.execution.v2.PriorityCapabilities.encode(message.cachePriorityCapabilities, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.maxBatchTotalSizeBytes != null && $Object.hasOwnProperty.call(message, "maxBatchTotalSizeBytes") && (typeof message.maxBatchTotalSizeBytes === "object" ? message.maxBatchTotalSizeBytes.low || message.maxBatchTotalSizeBytes.high : message.maxBatchTotalSizeBytes !== 0))
								writer.uint32(32).int64(message.maxBatchTotalSizeBytes);
							if (message.symlinkAbsolutePathStrategy != null && $Object.hasOwnProperty.call(message, "symlinkAbsolutePathStrategy") && message.symlinkAbsolutePathStrategy !== 0)
								writer.uint32(40).int32(message.symlinkAbsolutePathStrategy);
							if (message.supportedCompressors != null && message.supportedCompressors.length)
								writer.uint32(50).int32s(message.supportedCompressors);
							if (message.supportedBatchUpdateCompressors != null && message.supportedBatchUpdateCompressors.length)
								writer.uint32(58).int32s(message.supportedBatchUpdateCompressors);
							if (message.maxCasBlobSizeBytes != null && $Object.hasOwnProperty.call(message, "maxCasBlobSizeBytes") && (typeof message.maxCasBlobSizeBytes === "object" ? message.maxCasBlobSizeBytes.low || message.maxCasBlobSizeBytes.high : message.maxCasBlobSizeBytes !== 0))
								writer.uint32(64).int64(message.maxCasBlobSizeBytes);
							if (message.splitBlobSupport != null && $Object.hasOwnProperty.call(message, "splitBlobSupport") && message.splitBlobSupport !== false)
								writer.uint32(72).bool(message.splitBlobSupport);
							if (message.spliceBlobSupport != null && $Object.hasOwnProperty.call(message, "spliceBlobSupport") && message.spliceBlobSupport !== false)
								writer.uint32(80).bool(message.spliceBlobSupport);
							if (message.fastCdc_2020Params != null && $Object.hasOwnProperty.call(message, "fastCdc_2020Params"))
								$root.build.bazel.remote.execution.v2.FastCdc2020Params.encode(message.fastCdc_2020Params, writer.uint32(90).fork(), _depth + 1).ldelim();
							if (message.repMaxCdcParams != null && $Object.hasOwnProperty.call(message, "repMaxCdcParams"))
								$root.build.bazel.remote.execution.v2.RepMaxCdcParams.encode(message.repMaxCdcParams, writer.uint32(98).fork(), _depth + 1).ldelim();
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						CacheCapabilities.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.CacheCapabilities();
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
										if (wireType === 2) {
											if (!(message.digestFunctions && message.digestFunctions.length))
												message.digestFunctions = [];
											reader.int32s(message.digestFunctions);
											continue;
										}
										if (wireType !== 0)
											break;
										if (!(message.digestFunctions && message.digestFunctions.length))
											message.digestFunctions = [];
										message.digestFunctions.push(reader.int32());
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										message.actionCacheUpdateCapabilities = $root.build.bazel.remote.execution.v2.ActionCacheUpdateCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.actionCacheUpdateCapabilities);
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.cachePriorityCapabilities = $root.build.bazel.remote.execution.v2.PriorityCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.cachePriorityCapabilities);
										continue;
									}
								case 4: {
										if (wireType !== 0)
											break;
										if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
											message.maxBatchTotalSizeBytes = value;
										else
											delete message.maxBatchTotalSizeBytes;
										continue;
									}
								case 5: {
										if (wireType !== 0)
											break;
										if (value = reader.int32())
											message.symlinkAbsolutePathStrategy = value;
										else
											delete message.symlinkAbsolutePathStrategy;
										continue;
									}
								case 6: {
										if (wireType === 2) {
											if (!(message.supportedCompressors && message.supportedCompressors.length))
												message.supportedCompressors = [];
											reader.int32s(message.supportedCompressors);
											continue;
										}
										if (wireType !== 0)
											break;
										if (!(message.supportedCompressors && message.supportedCompressors.length))
											message.supportedCompressors = [];
										message.supportedCompressors.push(reader.int32());
										continue;
									}
								case 7: {
										if (wireType === 2) {
											if (!(message.supportedBatchUpdateCompressors && message.supportedBatchUpdateCompressors.length))
												message.supportedBatchUpdateCompressors = [];
											reader.int32s(message.supportedBatchUpdateCompressors);
											continue;
										}
										if (wireType !== 0)
											break;
										if (!(message.supportedBatchUpdateCompressors && message.supportedBatchUpdateCompressors.length))
											message.supportedBatchUpdateCompressors = [];
										message.supportedBatchUpdateCompressors.push(reader.int32());
										continue;
									}
								case 8: {
										if (wireType !== 0)
											break;
										if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
											message.maxCasBlobSizeBytes = value;
										else
											delete message.maxCasBlobSizeBytes;
										continue;
									}
								case 9: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.splitBlobSupport = value;
										else
											delete message.splitBlobSupport;
										continue;
									}
								case 10: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.spliceBlobSupport = value;
										else
											delete message.spliceBlobSupport;
										continue;
									}
								case 11: {
										if (wireType !== 2)
											break;
										message.fastCdc_2020Params = $root.build.bazel.remote.execution.v2.FastCdc2020Params.decode(reader, reader.size(), $undefined, _depth + 1, message.fastCdc_2020Params);
										continue;
									}
								case 12: {
										if (wireType !== 2)
											break;
										message.repMaxCdcParams = $root.build.bazel.remote.execution.v2.RepMaxCdcParams.decode(reader, reader.size(), $undefined, _depth + 1, message.repMaxCdcParams);
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

						return CacheCapabilities;
					})();

					v2.FastCdc2020Params = (function() {

						const FastCdc2020Params = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						FastCdc2020Params.prototype.avgChunkSizeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
						FastCdc2020Params.prototype.seed = 0;

						FastCdc2020Params.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.avgChunkSizeBytes != null && $Object.hasOwnProperty.call(message, "avgChunkSizeBytes") && (typeof message.avgChunkSizeBytes === "object" ? message.avgChunkSizeBytes.low || message.avgChunkSizeBytes.high : message.avgChunkSizeBytes !== 0))
								writer.uint32(8).uint64(message.avgChunkSizeBytes);
							if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed !== 0)
								writer.uint32(16).uint32(message.seed);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						FastCdc2020Params.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.FastCdc2020Params();
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
										if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
											message.avgChunkSizeBytes = value;
										else
											delete message.avgChunkSizeBytes;
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (value = reader.uint32())
											message.seed = value;
										else
											delete message.seed;
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

						return FastCdc2020Params;
					})();

					v2.RepMaxCdcParams = (function() {

						const RepMaxCdcParams = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						RepMaxCdcParams.prototype.minChunkSizeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
						RepMaxCdcParams.prototype.horizonSizeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

						RepMaxCdcParams.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.minChunkSizeBytes != null && $Object.hasOwnProperty.call(message, "minChunkSizeBytes") && (typeof message.minChunkSizeBytes === "object" ? message.minChunkSizeBytes.low || message.minChunkSizeBytes.high : message.minChunkSizeBytes !== 0))
								writer.uint32(8).uint64(message.minChunkSizeBytes);
							if (message.horizonSizeBytes != null && $Object.hasOwnProperty.call(message, "horizonSizeBytes") && (typeof message.horizonSizeBytes === "object" ? message.horizonSizeBytes.low || message.horizonSizeBytes.high : message.horizonSizeBytes !== 0))
								writer.uint32(16).uint64(message.horizonSizeBytes);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						RepMaxCdcParams.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.RepMaxCdcParams();
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
										if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
											message.minChunkSizeBytes = value;
										else
											delete message.minChunkSizeBytes;
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
											message.horizonSizeBytes = value;
										else
											delete message.horizonSizeBytes;
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

						return RepMaxCdcParams;
					})();

					v2.ExecutionCapabilities = (function() {

						const ExecutionCapabilities = function (properties) {
							this.supportedNodeProperties = [];
							this.digestFunctions = [];
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ExecutionCapabilities.prototype.digestFunction = 0;
						ExecutionCapabilities.prototype.execEnabled = false;
						ExecutionCapabilities.prototype.executionPriorityCapabilities = null;
						ExecutionCapabilities.prototype.supportedNodeProperties = $util.emptyArray;
						ExecutionCapabilities.prototype.digestFunctions = $util.emptyArray;

						ExecutionCapabilities.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
								writer.uint32(8).int32(message.digestFunction);
							if (message.execEnabled != null && $Object.hasOwnProperty.call(message, "execEnabled") && message.execEnabled !== false)
								writer.uint32(16).bool(message.execEnabled);
							if (message.executionPriorityCapabilities != null && $Object.hasOwnProperty.call(message, "executionPriorityCapabilities"))
								$root.build.bazel.remote.execution.v2.PriorityCapabilities.encode(message.executionPriorityCapabilities, writer.uint32(26).fork(), _depth + 1).ldelim();
							if (message.supportedNodeProperties != null && message.supportedNodeProperties.length)
								for (let i = 0; i < message.supportedNodeProperties.length; ++i)
									writer.uint32(34).string(message.supportedNodeProperties[i]);
							if (message.digestFunctions != null && message.digestFunctions.length)
								writer.uint32(42).int32s(message.digestFunctions);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ExecutionCapabilities.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ExecutionCapabilities();
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
										if (value = reader.int32())
											message.digestFunction = value;
										else
											delete message.digestFunction;
										continue;
									}
								case 2: {
										if (wireType !== 0)
											break;
										if (value = reader.bool())
											message.execEnabled = value;
										else
											delete message.execEnabled;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										message.executionPriorityCapabilities = $root.build.bazel.remote.execution.v2.PriorityCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.executionPriorityCapabilities);
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if (!(message.supportedNodeProperties && message.supportedNodeProperties.length))
											message.supportedNodeProperties = [];
										message.supportedNodeProperties.push(reader.stringVerify());
										continue;
									}
								case 5: {
										if (wireType === 2) {
											if (!(message.digestFunctions && message.digestFunctions.length))
												message.digestFunctions = [];
											reader.int32s(message.digestFunctions);
											continue;
										}
										if (wireType !== 0)
											break;
										if (!(message.digestFunctions && message.digestFunctions.length))
											message.digestFunctions = [];
										message.digestFunctions.push(reader.int32());
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

						return ExecutionCapabilities;
					})();

					v2.ToolDetails = (function() {

						const ToolDetails = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						ToolDetails.prototype.toolName = "";
						ToolDetails.prototype.toolVersion = "";

						ToolDetails.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.toolName != null && $Object.hasOwnProperty.call(message, "toolName") && message.toolName !== "")
								writer.uint32(10).string(message.toolName);
							if (message.toolVersion != null && $Object.hasOwnProperty.call(message, "toolVersion") && message.toolVersion !== "")
								writer.uint32(18).string(message.toolVersion);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						ToolDetails.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.ToolDetails();
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
											message.toolName = value;
										else
											delete message.toolName;
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.toolVersion = value;
										else
											delete message.toolVersion;
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

						return ToolDetails;
					})();

					v2.RequestMetadata = (function() {

						const RequestMetadata = function (properties) {
							if (properties)
								for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
									if (properties[keys[i]] != null && keys[i] !== "__proto__")
										this[keys[i]] = properties[keys[i]];
						};

						RequestMetadata.prototype.toolDetails = null;
						RequestMetadata.prototype.actionId = "";
						RequestMetadata.prototype.toolInvocationId = "";
						RequestMetadata.prototype.correlatedInvocationsId = "";
						RequestMetadata.prototype.actionMnemonic = "";
						RequestMetadata.prototype.targetId = "";
						RequestMetadata.prototype.configurationId = "";

						RequestMetadata.encode = function (message, writer, _depth) {
							if (!writer)
								writer = $Writer.create();
							if (_depth === $undefined)
								_depth = 0;
							if (_depth > $util.recursionLimit)
								throw $Error("max depth exceeded");
							if (message.toolDetails != null && $Object.hasOwnProperty.call(message, "toolDetails"))
								$root.build.bazel.remote.execution.v2.ToolDetails.encode(message.toolDetails, writer.uint32(10).fork(), _depth + 1).ldelim();
							if (message.actionId != null && $Object.hasOwnProperty.call(message, "actionId") && message.actionId !== "")
								writer.uint32(18).string(message.actionId);
							if (message.toolInvocationId != null && $Object.hasOwnProperty.call(message, "toolInvocationId") && message.toolInvocationId !== "")
								writer.uint32(26).string(message.toolInvocationId);
							if (message.correlatedInvocationsId != null && $Object.hasOwnProperty.call(message, "correlatedInvocationsId") && message.correlatedInvocationsId !== "")
								writer.uint32(34).string(message.correlatedInvocationsId);
							if (message.actionMnemonic != null && $Object.hasOwnProperty.call(message, "actionMnemonic") && message.actionMnemonic !== "")
								writer.uint32(42).string(message.actionMnemonic);
							if (message.targetId != null && $Object.hasOwnProperty.call(message, "targetId") && message.targetId !== "")
								writer.uint32(50).string(message.targetId);
							if (message.configurationId != null && $Object.hasOwnProperty.call(message, "configurationId") && message.configurationId !== "")
								writer.uint32(58).string(message.configurationId);
							if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
								for (let i = 0; i < message.$unknowns.length; ++i)
									writer.raw(message.$unknowns[i]);
							return writer;
						};

						RequestMetadata.decode = function (reader, length, _end, _depth, _target) {
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
							message = _target || new $root.build.bazel.remote.execution.v2.RequestMetadata();
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
										message.toolDetails = $root.build.bazel.remote.execution.v2.ToolDetails.decode(reader, reader.size(), $undefined, _depth + 1, message.toolDetails);
										continue;
									}
								case 2: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.actionId = value;
										else
											delete message.actionId;
										continue;
									}
								case 3: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.toolInvocationId = value;
										else
											delete message.toolInvocationId;
										continue;
									}
								case 4: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.correlatedInvocationsId = value;
										else
											delete message.correlatedInvocationsId;
										continue;
									}
								case 5: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.actionMnemonic = value;
										else
											delete message.actionMnemonic;
										continue;
									}
								case 6: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.targetId = value;
										else
											delete message.targetId;
										continue;
									}
								case 7: {
										if (wireType !== 2)
											break;
										if ((value = reader.stringVerify()).length)
											message.configurationId = value;
										else
											delete message.configurationId;
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

						return RequestMetadata;
					})();

					return v2;
				})();

				return execution;
			})();

			return remote;
		})();

		bazel.semver = (function() {

			const semver = {};

			semver.SemVer = (function() {

				const SemVer = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				SemVer.prototype.major = 0;
				SemVer.prototype.minor = 0;
				SemVer.prototype.patch = 0;
				SemVer.prototype.prerelease = "";

				SemVer.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.major != null && $Object.hasOwnProperty.call(message, "major") && message.major !== 0)
						writer.uint32(8).int32(message.major);
					if (message.minor != null && $Object.hasOwnProperty.call(message, "minor") && message.minor !== 0)
						writer.uint32(16).int32(message.minor);
					if (message.patch != null && $Object.hasOwnProperty.call(message, "patch") && message.patch !== 0)
						writer.uint32(24).int32(message.patch);
					if (message.prerelease != null && $Object.hasOwnProperty.call(message, "prerelease") && message.prerelease !== "")
						writer.uint32(34).string(message.prerelease);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				SemVer.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.build.bazel.semver.SemVer();
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
								if (value = reader.int32())
									message.major = value;
								else
									delete message.major;
								continue;
							}
						case 2: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.minor = value;
								else
									delete message.minor;
								continue;
							}
						case 3: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.patch = value;
								else
									delete message.patch;
								continue;
							}
						case 4: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.prerelease = value;
								else
									delete message.prerelease;
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

				return SemVer;
			})();

			return semver;
		})();

		return bazel;
	})();

	return build;
})();

const google = $root.google = (() => {

	const google = {};

	google.bytestream = (function() {

		const bytestream = {};

		bytestream.ReadRequest = (function() {

			const ReadRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ReadRequest.prototype.resourceName = "";
			ReadRequest.prototype.readOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			ReadRequest.prototype.readLimit = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

			ReadRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.resourceName != null && $Object.hasOwnProperty.call(message, "resourceName") && message.resourceName !== "")
					writer.uint32(10).string(message.resourceName);
				if (message.readOffset != null && $Object.hasOwnProperty.call(message, "readOffset") && (typeof message.readOffset === "object" ? message.readOffset.low || message.readOffset.high : message.readOffset !== 0))
					writer.uint32(16).int64(message.readOffset);
				if (message.readLimit != null && $Object.hasOwnProperty.call(message, "readLimit") && (typeof message.readLimit === "object" ? message.readLimit.low || message.readLimit.high : message.readLimit !== 0))
					writer.uint32(24).int64(message.readLimit);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ReadRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.ReadRequest();
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
								message.resourceName = value;
							else
								delete message.resourceName;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
								message.readOffset = value;
							else
								delete message.readOffset;
							continue;
						}
					case 3: {
							if (wireType !== 0)
								break;
							if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
								message.readLimit = value;
							else
								delete message.readLimit;
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

			return ReadRequest;
		})();

		bytestream.ReadResponse = (function() {

			const ReadResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ReadResponse.prototype.data = $util.newBuffer([]);

			ReadResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
					writer.uint32(82).bytes(message.data);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ReadResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.ReadResponse();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 10: {
							if (wireType !== 2)
								break;
							if ((value = reader.bytes()).length)
								message.data = value;
							else
								delete message.data;
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

			return ReadResponse;
		})();

		bytestream.WriteRequest = (function() {

			const WriteRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			WriteRequest.prototype.resourceName = "";
			WriteRequest.prototype.writeOffset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			WriteRequest.prototype.finishWrite = false;
			WriteRequest.prototype.data = $util.newBuffer([]);

			WriteRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.resourceName != null && $Object.hasOwnProperty.call(message, "resourceName") && message.resourceName !== "")
					writer.uint32(10).string(message.resourceName);
				if (message.writeOffset != null && $Object.hasOwnProperty.call(message, "writeOffset") && (typeof message.writeOffset === "object" ? message.writeOffset.low || message.writeOffset.high : message.writeOffset !== 0))
					writer.uint32(16).int64(message.writeOffset);
				if (message.finishWrite != null && $Object.hasOwnProperty.call(message, "finishWrite") && message.finishWrite !== false)
					writer.uint32(24).bool(message.finishWrite);
				if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
					writer.uint32(82).bytes(message.data);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			WriteRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.WriteRequest();
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
								message.resourceName = value;
							else
								delete message.resourceName;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
								message.writeOffset = value;
							else
								delete message.writeOffset;
							continue;
						}
					case 3: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.finishWrite = value;
							else
								delete message.finishWrite;
							continue;
						}
					case 10: {
							if (wireType !== 2)
								break;
							if ((value = reader.bytes()).length)
								message.data = value;
							else
								delete message.data;
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

			return WriteRequest;
		})();

		bytestream.WriteResponse = (function() {

			const WriteResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			WriteResponse.prototype.committedSize = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

			WriteResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.committedSize != null && $Object.hasOwnProperty.call(message, "committedSize") && (typeof message.committedSize === "object" ? message.committedSize.low || message.committedSize.high : message.committedSize !== 0))
					writer.uint32(8).int64(message.committedSize);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			WriteResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.WriteResponse();
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
								message.committedSize = value;
							else
								delete message.committedSize;
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

			return WriteResponse;
		})();

		bytestream.QueryWriteStatusRequest = (function() {

			const QueryWriteStatusRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			QueryWriteStatusRequest.prototype.resourceName = "";

			QueryWriteStatusRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.resourceName != null && $Object.hasOwnProperty.call(message, "resourceName") && message.resourceName !== "")
					writer.uint32(10).string(message.resourceName);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			QueryWriteStatusRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.QueryWriteStatusRequest();
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
								message.resourceName = value;
							else
								delete message.resourceName;
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

			return QueryWriteStatusRequest;
		})();

		bytestream.QueryWriteStatusResponse = (function() {

			const QueryWriteStatusResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			QueryWriteStatusResponse.prototype.committedSize = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			QueryWriteStatusResponse.prototype.complete = false;

			QueryWriteStatusResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.committedSize != null && $Object.hasOwnProperty.call(message, "committedSize") && (typeof message.committedSize === "object" ? message.committedSize.low || message.committedSize.high : message.committedSize !== 0))
					writer.uint32(8).int64(message.committedSize);
				if (message.complete != null && $Object.hasOwnProperty.call(message, "complete") && message.complete !== false)
					writer.uint32(16).bool(message.complete);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			QueryWriteStatusResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.bytestream.QueryWriteStatusResponse();
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
								message.committedSize = value;
							else
								delete message.committedSize;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.complete = value;
							else
								delete message.complete;
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

			return QueryWriteStatusResponse;
		})();

		return bytestream;
	})();

	google.longrunning = (function() {

		const longrunning = {};

		longrunning.Operation = (function() {

			const Operation = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Operation.prototype.name = "";
			Operation.prototype.metadata = null;
			Operation.prototype.done = false;
			Operation.prototype.error = null;
			Operation.prototype.response = null;

			let $oneOfFields;

			$Object.defineProperty(Operation.prototype, "result", {
				get: $util.oneOfGetter($oneOfFields = ["error", "response"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			Operation.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
					$root.google.protobuf.Any.encode(message.metadata, writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.done != null && $Object.hasOwnProperty.call(message, "done") && message.done !== false)
					writer.uint32(24).bool(message.done);
				if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
					$root.google.rpc.Status.encode(message.error, writer.uint32(34).fork(), _depth + 1).ldelim();
				if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
					$root.google.protobuf.Any.encode(message.response, writer.uint32(42).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Operation.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.Operation();
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
							message.metadata = $root.google.protobuf.Any.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
							continue;
						}
					case 3: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.done = value;
							else
								delete message.done;
							continue;
						}
					case 4: {
							if (wireType !== 2)
								break;
							message.error = $root.google.rpc.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
							message.result = "error";
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							message.response = $root.google.protobuf.Any.decode(reader, reader.size(), $undefined, _depth + 1, message.response);
							message.result = "response";
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

			return Operation;
		})();

		longrunning.GetOperationRequest = (function() {

			const GetOperationRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			GetOperationRequest.prototype.name = "";

			GetOperationRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			GetOperationRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.GetOperationRequest();
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

			return GetOperationRequest;
		})();

		longrunning.ListOperationsRequest = (function() {

			const ListOperationsRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ListOperationsRequest.prototype.name = "";
			ListOperationsRequest.prototype.filter = "";
			ListOperationsRequest.prototype.pageSize = 0;
			ListOperationsRequest.prototype.pageToken = "";
			ListOperationsRequest.prototype.returnPartialSuccess = false;

			ListOperationsRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.filter != null && $Object.hasOwnProperty.call(message, "filter") && message.filter !== "")
					writer.uint32(10).string(message.filter);
				if (message.pageSize != null && $Object.hasOwnProperty.call(message, "pageSize") && message.pageSize !== 0)
					writer.uint32(16).int32(message.pageSize);
				if (message.pageToken != null && $Object.hasOwnProperty.call(message, "pageToken") && message.pageToken !== "")
					writer.uint32(26).string(message.pageToken);
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(34).string(message.name);
				if (message.returnPartialSuccess != null && $Object.hasOwnProperty.call(message, "returnPartialSuccess") && message.returnPartialSuccess !== false)
					writer.uint32(40).bool(message.returnPartialSuccess);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ListOperationsRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.ListOperationsRequest();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					let wireType = tag & 7;
					switch (tag >>>= 3) {
					case 4: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.name = value;
							else
								delete message.name;
							continue;
						}
					case 1: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.filter = value;
							else
								delete message.filter;
							continue;
						}
					case 2: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.pageSize = value;
							else
								delete message.pageSize;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.pageToken = value;
							else
								delete message.pageToken;
							continue;
						}
					case 5: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.returnPartialSuccess = value;
							else
								delete message.returnPartialSuccess;
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

			return ListOperationsRequest;
		})();

		longrunning.ListOperationsResponse = (function() {

			const ListOperationsResponse = function (properties) {
				this.operations = [];
				this.unreachable = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ListOperationsResponse.prototype.operations = $util.emptyArray;
			ListOperationsResponse.prototype.nextPageToken = "";
			ListOperationsResponse.prototype.unreachable = $util.emptyArray;

			ListOperationsResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.operations != null && message.operations.length)
					for (let i = 0; i < message.operations.length; ++i)
						$root.google.longrunning.Operation.encode(message.operations[i], writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.nextPageToken != null && $Object.hasOwnProperty.call(message, "nextPageToken") && message.nextPageToken !== "")
					writer.uint32(18).string(message.nextPageToken);
				if (message.unreachable != null && message.unreachable.length)
					for (let i = 0; i < message.unreachable.length; ++i)
						writer.uint32(26).string(message.unreachable[i]);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ListOperationsResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.ListOperationsResponse();
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
							if (!(message.operations && message.operations.length))
								message.operations = [];
							message.operations.push($root.google.longrunning.Operation.decode(reader, reader.size(), $undefined, _depth + 1));
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.nextPageToken = value;
							else
								delete message.nextPageToken;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (!(message.unreachable && message.unreachable.length))
								message.unreachable = [];
							message.unreachable.push(reader.stringVerify());
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

			return ListOperationsResponse;
		})();

		longrunning.CancelOperationRequest = (function() {

			const CancelOperationRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			CancelOperationRequest.prototype.name = "";

			CancelOperationRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			CancelOperationRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.CancelOperationRequest();
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

			return CancelOperationRequest;
		})();

		longrunning.DeleteOperationRequest = (function() {

			const DeleteOperationRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			DeleteOperationRequest.prototype.name = "";

			DeleteOperationRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			DeleteOperationRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.DeleteOperationRequest();
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

			return DeleteOperationRequest;
		})();

		longrunning.WaitOperationRequest = (function() {

			const WaitOperationRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			WaitOperationRequest.prototype.name = "";
			WaitOperationRequest.prototype.timeout = null;

			WaitOperationRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.timeout != null && $Object.hasOwnProperty.call(message, "timeout"))
					$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			WaitOperationRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.WaitOperationRequest();
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
							message.timeout = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.timeout);
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

			return WaitOperationRequest;
		})();

		longrunning.OperationInfo = (function() {

			const OperationInfo = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			OperationInfo.prototype.responseType = "";
			OperationInfo.prototype.metadataType = "";

			OperationInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.responseType != null && $Object.hasOwnProperty.call(message, "responseType") && message.responseType !== "")
					writer.uint32(10).string(message.responseType);
				if (message.metadataType != null && $Object.hasOwnProperty.call(message, "metadataType") && message.metadataType !== "")
					writer.uint32(18).string(message.metadataType);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			OperationInfo.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.longrunning.OperationInfo();
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
								message.responseType = value;
							else
								delete message.responseType;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.metadataType = value;
							else
								delete message.metadataType;
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

			return OperationInfo;
		})();

		return longrunning;
	})();

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

		protobuf.Empty = (function() {

			const Empty = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Empty.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Empty.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.protobuf.Empty();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					reader.skipType(tag & 7, _depth, tag);
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

			return Empty;
		})();

		protobuf.FieldMask = (function() {

			const FieldMask = function (properties) {
				this.paths = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			FieldMask.prototype.paths = $util.emptyArray;

			FieldMask.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.paths != null && message.paths.length)
					for (let i = 0; i < message.paths.length; ++i)
						writer.uint32(10).string(message.paths[i]);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			FieldMask.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.protobuf.FieldMask();
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
							if (!(message.paths && message.paths.length))
								message.paths = [];
							message.paths.push(reader.stringVerify());
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

			return FieldMask;
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

	google.rpc = (function() {

		const rpc = {};

		rpc.ErrorInfo = (function() {

			const ErrorInfo = function (properties) {
				this.metadata = {};
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ErrorInfo.prototype.reason = "";
			ErrorInfo.prototype.domain = "";
			ErrorInfo.prototype.metadata = $util.emptyObject;

			ErrorInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
					writer.uint32(10).string(message.reason);
				if (message.domain != null && $Object.hasOwnProperty.call(message, "domain") && message.domain !== "")
					writer.uint32(18).string(message.domain);
				if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
					for (let keys = $Object.keys(message.metadata), i = 0; i < keys.length; ++i)
						writer.uint32(26).fork().uint32(10).string(keys[i]).uint32(18).string(message.metadata[keys[i]]).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ErrorInfo.decode = function (reader, length, _end, _depth, _target) {
				if (!(reader instanceof $Reader))
					reader = $Reader.create(reader);
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $Reader.recursionLimit)
					throw $Error("max depth exceeded");
				let end, message, key, value;
				if (length === $undefined)
					end = reader.len;
				else {
					end = reader.pos + length;
					if (end > reader.len)
						throw $RangeError("index out of range");
					length = reader.len;
					reader.len = end;
				}
				message = _target || new $root.google.rpc.ErrorInfo();
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
								message.reason = value;
							else
								delete message.reason;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.domain = value;
							else
								delete message.domain;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (message.metadata === $util.emptyObject)
								message.metadata = {};
							let end2 = reader.size() + reader.pos;
							if (end2 > reader.len)
								throw $RangeError("index out of range");
							reader.len = end2;
							key = "";
							value = "";
							while (reader.pos < end2) {
								let tag2 = reader.tag();
								wireType = tag2 & 7;
								switch (tag2 >>>= 3) {
								case 1:
									if (wireType !== 2)
										break;
									key = reader.stringVerify();
									continue;
								case 2:
									if (wireType !== 2)
										break;
									value = reader.stringVerify();
									continue;
								}
								reader.skipType(wireType, _depth, tag2);
							}
							if (reader.pos !== end2)
								throw $RangeError("index out of range");
							reader.len = end;
							if (key === "__proto__")
								$util.makeProp(message.metadata, key);
							message.metadata[key] = value;
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

			return ErrorInfo;
		})();

		rpc.RetryInfo = (function() {

			const RetryInfo = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RetryInfo.prototype.retryDelay = null;

			RetryInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.retryDelay != null && $Object.hasOwnProperty.call(message, "retryDelay"))
					$root.google.protobuf.Duration.encode(message.retryDelay, writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RetryInfo.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.RetryInfo();
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
							message.retryDelay = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.retryDelay);
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

			return RetryInfo;
		})();

		rpc.DebugInfo = (function() {

			const DebugInfo = function (properties) {
				this.stackEntries = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			DebugInfo.prototype.stackEntries = $util.emptyArray;
			DebugInfo.prototype.detail = "";

			DebugInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.stackEntries != null && message.stackEntries.length)
					for (let i = 0; i < message.stackEntries.length; ++i)
						writer.uint32(10).string(message.stackEntries[i]);
				if (message.detail != null && $Object.hasOwnProperty.call(message, "detail") && message.detail !== "")
					writer.uint32(18).string(message.detail);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			DebugInfo.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.DebugInfo();
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
							if (!(message.stackEntries && message.stackEntries.length))
								message.stackEntries = [];
							message.stackEntries.push(reader.stringVerify());
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.detail = value;
							else
								delete message.detail;
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

			return DebugInfo;
		})();

		rpc.QuotaFailure = (function() {

			const QuotaFailure = function (properties) {
				this.violations = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			QuotaFailure.prototype.violations = $util.emptyArray;

			QuotaFailure.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.violations != null && message.violations.length)
					for (let i = 0; i < message.violations.length; ++i)
						$root.google.rpc.QuotaFailure.Violation.encode(message.violations[i], writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			QuotaFailure.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.QuotaFailure();
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
							if (!(message.violations && message.violations.length))
								message.violations = [];
							message.violations.push($root.google.rpc.QuotaFailure.Violation.decode(reader, reader.size(), $undefined, _depth + 1));
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

			QuotaFailure.Violation = (function() {

				const Violation = function (properties) {
					this.quotaDimensions = {};
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				Violation.prototype.subject = "";
				Violation.prototype.description = "";
				Violation.prototype.apiService = "";
				Violation.prototype.quotaMetric = "";
				Violation.prototype.quotaId = "";
				Violation.prototype.quotaDimensions = $util.emptyObject;
				Violation.prototype.quotaValue = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
				Violation.prototype.futureQuotaValue = null;

				let $oneOfFields;

				// Virtual OneOf for proto3 optional field
				$Object.defineProperty(Violation.prototype, "_futureQuotaValue", {
					get: $util.oneOfGetter($oneOfFields = ["futureQuotaValue"]),
					set: $util.oneOfSetter($oneOfFields)
				});

				Violation.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.subject != null && $Object.hasOwnProperty.call(message, "subject") && message.subject !== "")
						writer.uint32(10).string(message.subject);
					if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
						writer.uint32(18).string(message.description);
					if (message.apiService != null && $Object.hasOwnProperty.call(message, "apiService") && message.apiService !== "")
						writer.uint32(26).string(message.apiService);
					if (message.quotaMetric != null && $Object.hasOwnProperty.call(message, "quotaMetric") && message.quotaMetric !== "")
						writer.uint32(34).string(message.quotaMetric);
					if (message.quotaId != null && $Object.hasOwnProperty.call(message, "quotaId") && message.quotaId !== "")
						writer.uint32(42).string(message.quotaId);
					if (message.quotaDimensions != null && $Object.hasOwnProperty.call(message, "quotaDimensions"))
						for (let keys = $Object.keys(message.quotaDimensions), i = 0; i < keys.length; ++i)
							writer.uint32(50).fork().uint32(10).string(keys[i]).uint32(18).string(message.quotaDimensions[keys[i]]).ldelim();
					if (message.quotaValue != null && $Object.hasOwnProperty.call(message, "quotaValue") && (typeof message.quotaValue === "object" ? message.quotaValue.low || message.quotaValue.high : message.quotaValue !== 0))
						writer.uint32(56).int64(message.quotaValue);
					if (message.futureQuotaValue != null && $Object.hasOwnProperty.call(message, "futureQuotaValue"))
						writer.uint32(64).int64(message.futureQuotaValue);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				Violation.decode = function (reader, length, _end, _depth, _target) {
					if (!(reader instanceof $Reader))
						reader = $Reader.create(reader);
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $Reader.recursionLimit)
						throw $Error("max depth exceeded");
					let end, message, key, value;
					if (length === $undefined)
						end = reader.len;
					else {
						end = reader.pos + length;
						if (end > reader.len)
							throw $RangeError("index out of range");
						length = reader.len;
						reader.len = end;
					}
					message = _target || new $root.google.rpc.QuotaFailure.Violation();
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
									message.subject = value;
								else
									delete message.subject;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.description = value;
								else
									delete message.description;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.apiService = value;
								else
									delete message.apiService;
								continue;
							}
						case 4: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.quotaMetric = value;
								else
									delete message.quotaMetric;
								continue;
							}
						case 5: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.quotaId = value;
								else
									delete message.quotaId;
								continue;
							}
						case 6: {
								if (wireType !== 2)
									break;
								if (message.quotaDimensions === $util.emptyObject)
									message.quotaDimensions = {};
								let end2 = reader.size() + reader.pos;
								if (end2 > reader.len)
									throw $RangeError("index out of range");
								reader.len = end2;
								key = "";
								value = "";
								while (reader.pos < end2) {
									let tag2 = reader.tag();
									wireType = tag2 & 7;
									switch (tag2 >>>= 3) {
									case 1:
										if (wireType !== 2)
											break;
										key = reader.stringVerify();
										continue;
									case 2:
										if (wireType !== 2)
											break;
										value = reader.stringVerify();
										continue;
									}
									reader.skipType(wireType, _depth, tag2);
								}
								if (reader.pos !== end2)
									throw $RangeError("index out of range");
								reader.len = end;
								if (key === "__proto__")
									$util.makeProp(message.quotaDimensions, key);
								message.quotaDimensions[key] = value;
								continue;
							}
						case 7: {
								if (wireType !== 0)
									break;
								if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
									message.quotaValue = value;
								else
									delete message.quotaValue;
								continue;
							}
						case 8: {
								if (wireType !== 0)
									break;
								message.futureQuotaValue = reader.int64();
								message._futureQuotaValue = "futureQuotaValue";
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

				return Violation;
			})();

			return QuotaFailure;
		})();

		rpc.PreconditionFailure = (function() {

			const PreconditionFailure = function (properties) {
				this.violations = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			PreconditionFailure.prototype.violations = $util.emptyArray;

			PreconditionFailure.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.violations != null && message.violations.length)
					for (let i = 0; i < message.violations.length; ++i)
						$root.google.rpc.PreconditionFailure.Violation.encode(message.violations[i], writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			PreconditionFailure.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.PreconditionFailure();
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
							if (!(message.violations && message.violations.length))
								message.violations = [];
							message.violations.push($root.google.rpc.PreconditionFailure.Violation.decode(reader, reader.size(), $undefined, _depth + 1));
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

			PreconditionFailure.Violation = (function() {

				const Violation = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				Violation.prototype.type = "";
				Violation.prototype.subject = "";
				Violation.prototype.description = "";

				Violation.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
						writer.uint32(10).string(message.type);
					if (message.subject != null && $Object.hasOwnProperty.call(message, "subject") && message.subject !== "")
						writer.uint32(18).string(message.subject);
					if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
						writer.uint32(26).string(message.description);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				Violation.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.google.rpc.PreconditionFailure.Violation();
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
									message.type = value;
								else
									delete message.type;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.subject = value;
								else
									delete message.subject;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.description = value;
								else
									delete message.description;
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

				return Violation;
			})();

			return PreconditionFailure;
		})();

		rpc.BadRequest = (function() {

			const BadRequest = function (properties) {
				this.fieldViolations = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			BadRequest.prototype.fieldViolations = $util.emptyArray;

			BadRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.fieldViolations != null && message.fieldViolations.length)
					for (let i = 0; i < message.fieldViolations.length; ++i)
						$root.google.rpc.BadRequest.FieldViolation.encode(message.fieldViolations[i], writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			BadRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.BadRequest();
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
							if (!(message.fieldViolations && message.fieldViolations.length))
								message.fieldViolations = [];
							message.fieldViolations.push($root.google.rpc.BadRequest.FieldViolation.decode(reader, reader.size(), $undefined, _depth + 1));
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

			BadRequest.FieldViolation = (function() {

				const FieldViolation = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				FieldViolation.prototype.field = "";
				FieldViolation.prototype.description = "";
				FieldViolation.prototype.reason = "";
				FieldViolation.prototype.localizedMessage = null;

				FieldViolation.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.field != null && $Object.hasOwnProperty.call(message, "field") && message.field !== "")
						writer.uint32(10).string(message.field);
					if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
						writer.uint32(18).string(message.description);
					if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
						writer.uint32(26).string(message.reason);
					if (message.localizedMessage != null && $Object.hasOwnProperty.call(message, "localizedMessage"))
						$root.google.rpc.LocalizedMessage.encode(message.localizedMessage, writer.uint32(34).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				FieldViolation.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.google.rpc.BadRequest.FieldViolation();
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
									message.field = value;
								else
									delete message.field;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.description = value;
								else
									delete message.description;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.reason = value;
								else
									delete message.reason;
								continue;
							}
						case 4: {
								if (wireType !== 2)
									break;
								message.localizedMessage = $root.google.rpc.LocalizedMessage.decode(reader, reader.size(), $undefined, _depth + 1, message.localizedMessage);
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

				return FieldViolation;
			})();

			return BadRequest;
		})();

		rpc.RequestInfo = (function() {

			const RequestInfo = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RequestInfo.prototype.requestId = "";
			RequestInfo.prototype.servingData = "";

			RequestInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
					writer.uint32(10).string(message.requestId);
				if (message.servingData != null && $Object.hasOwnProperty.call(message, "servingData") && message.servingData !== "")
					writer.uint32(18).string(message.servingData);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RequestInfo.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.RequestInfo();
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
								message.requestId = value;
							else
								delete message.requestId;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.servingData = value;
							else
								delete message.servingData;
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

			return RequestInfo;
		})();

		rpc.ResourceInfo = (function() {

			const ResourceInfo = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ResourceInfo.prototype.resourceType = "";
			ResourceInfo.prototype.resourceName = "";
			ResourceInfo.prototype.owner = "";
			ResourceInfo.prototype.description = "";

			ResourceInfo.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.resourceType != null && $Object.hasOwnProperty.call(message, "resourceType") && message.resourceType !== "")
					writer.uint32(10).string(message.resourceType);
				if (message.resourceName != null && $Object.hasOwnProperty.call(message, "resourceName") && message.resourceName !== "")
					writer.uint32(18).string(message.resourceName);
				if (message.owner != null && $Object.hasOwnProperty.call(message, "owner") && message.owner !== "")
					writer.uint32(26).string(message.owner);
				if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
					writer.uint32(34).string(message.description);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ResourceInfo.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.ResourceInfo();
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
								message.resourceType = value;
							else
								delete message.resourceType;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.resourceName = value;
							else
								delete message.resourceName;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.owner = value;
							else
								delete message.owner;
							continue;
						}
					case 4: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.description = value;
							else
								delete message.description;
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

			return ResourceInfo;
		})();

		rpc.Help = (function() {

			const Help = function (properties) {
				this.links = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Help.prototype.links = $util.emptyArray;

			Help.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.links != null && message.links.length)
					for (let i = 0; i < message.links.length; ++i)
						$root.google.rpc.Help.Link.encode(message.links[i], writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Help.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.Help();
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
							if (!(message.links && message.links.length))
								message.links = [];
							message.links.push($root.google.rpc.Help.Link.decode(reader, reader.size(), $undefined, _depth + 1));
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

			Help.Link = (function() {

				const Link = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				Link.prototype.description = "";
				Link.prototype.url = "";

				Link.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
						writer.uint32(10).string(message.description);
					if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
						writer.uint32(18).string(message.url);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				Link.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.google.rpc.Help.Link();
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
									message.description = value;
								else
									delete message.description;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.url = value;
								else
									delete message.url;
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

				return Link;
			})();

			return Help;
		})();

		rpc.LocalizedMessage = (function() {

			const LocalizedMessage = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			LocalizedMessage.prototype.locale = "";
			LocalizedMessage.prototype.message = "";

			LocalizedMessage.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.locale != null && $Object.hasOwnProperty.call(message, "locale") && message.locale !== "")
					writer.uint32(10).string(message.locale);
				if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
					writer.uint32(18).string(message.message);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			LocalizedMessage.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.LocalizedMessage();
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
								message.locale = value;
							else
								delete message.locale;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.message = value;
							else
								delete message.message;
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

			return LocalizedMessage;
		})();

		rpc.Status = (function() {

			const Status = function (properties) {
				this.details = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			Status.prototype.code = 0;
			Status.prototype.message = "";
			Status.prototype.details = $util.emptyArray;

			Status.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
					writer.uint32(8).int32(message.code);
				if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
					writer.uint32(18).string(message.message);
				if (message.details != null && message.details.length)
					for (let i = 0; i < message.details.length; ++i)
						$root.google.protobuf.Any.encode(message.details[i], writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			Status.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.google.rpc.Status();
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
							if (value = reader.int32())
								message.code = value;
							else
								delete message.code;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.message = value;
							else
								delete message.message;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (!(message.details && message.details.length))
								message.details = [];
							message.details.push($root.google.protobuf.Any.decode(reader, reader.size(), $undefined, _depth + 1));
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

			return Status;
		})();

		return rpc;
	})();

	return google;
})();

const grpc = $root.grpc = (() => {

	const grpc = {};

	grpc.health = (function() {

		const health = {};

		health.v1 = (function() {

			const v1 = {};

			v1.HealthCheckRequest = (function() {

				const HealthCheckRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				HealthCheckRequest.prototype.service = "";

				HealthCheckRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
						writer.uint32(10).string(message.service);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				HealthCheckRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.health.v1.HealthCheckRequest();
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
									message.service = value;
								else
									delete message.service;
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

				return HealthCheckRequest;
			})();

			v1.HealthCheckResponse = (function() {

				const HealthCheckResponse = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				HealthCheckResponse.prototype.status = 0;

				HealthCheckResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
						writer.uint32(8).int32(message.status);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				HealthCheckResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.health.v1.HealthCheckResponse();
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
								if (value = reader.int32())
									message.status = value;
								else
									delete message.status;
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

				HealthCheckResponse.ServingStatus = (function() {
					const valuesById = $Object.create(null), values = $Object.create(valuesById);
					values[valuesById[0] = "UNKNOWN"] = 0;
					values[valuesById[1] = "SERVING"] = 1;
					values[valuesById[2] = "NOT_SERVING"] = 2;
					values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
					return values;
				})();

				return HealthCheckResponse;
			})();

			return v1;
		})();

		return health;
	})();

	grpc.reflection = (function() {

		const reflection = {};

		reflection.v1 = (function() {

			const v1 = {};

			v1.ServerReflectionRequest = (function() {

				const ServerReflectionRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ServerReflectionRequest.prototype.host = "";
				ServerReflectionRequest.prototype.fileByFilename = null;
				ServerReflectionRequest.prototype.fileContainingSymbol = null;
				ServerReflectionRequest.prototype.fileContainingExtension = null;
				ServerReflectionRequest.prototype.allExtensionNumbersOfType = null;
				ServerReflectionRequest.prototype.listServices = null;

				let $oneOfFields;

				$Object.defineProperty(ServerReflectionRequest.prototype, "messageRequest", {
					get: $util.oneOfGetter($oneOfFields = ["fileByFilename", "fileContainingSymbol", "fileContainingExtension", "allExtensionNumbersOfType", "listServices"]),
					set: $util.oneOfSetter($oneOfFields)
				});

				ServerReflectionRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.host != null && $Object.hasOwnProperty.call(message, "host") && message.host !== "")
						writer.uint32(10).string(message.host);
					if (message.fileByFilename != null && $Object.hasOwnProperty.call(message, "fileByFilename"))
						writer.uint32(26).string(message.fileByFilename);
					if (message.fileContainingSymbol != null && $Object.hasOwnProperty.call(message, "fileContainingSymbol"))
						writer.uint32(34).string(message.fileContainingSymbol);
					if (message.fileContainingExtension != null && $Object.hasOwnProperty.call(message, "fileContainingExtension"))
						$root.grpc.reflection.v1.ExtensionRequest.encode(message.fileContainingExtension, writer.uint32(42).fork(), _depth + 1).ldelim();
					if (message.allExtensionNumbersOfType != null && $Object.hasOwnProperty.call(message, "allExtensionNumbersOfType"))
						writer.uint32(50).string(message.allExtensionNumbersOfType);
					if (message.listServices != null && $Object.hasOwnProperty.call(message, "listServices"))
						writer.uint32(58).string(message.listServices);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ServerReflectionRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ServerReflectionRequest();
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
									message.host = value;
								else
									delete message.host;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								message.fileByFilename = reader.stringVerify();
								message.messageRequest = "fileByFilename";
								continue;
							}
						case 4: {
								if (wireType !== 2)
									break;
								message.fileContainingSymbol = reader.stringVerify();
								message.messageRequest = "fileContainingSymbol";
								continue;
							}
						case 5: {
								if (wireType !== 2)
									break;
								message.fileContainingExtension = $root.grpc.reflection.v1.ExtensionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.fileContainingExtension);
								message.messageRequest = "fileContainingExtension";
								continue;
							}
						case 6: {
								if (wireType !== 2)
									break;
								message.allExtensionNumbersOfType = reader.stringVerify();
								message.messageRequest = "allExtensionNumbersOfType";
								continue;
							}
						case 7: {
								if (wireType !== 2)
									break;
								message.listServices = reader.stringVerify();
								message.messageRequest = "listServices";
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

				return ServerReflectionRequest;
			})();

			v1.ExtensionRequest = (function() {

				const ExtensionRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ExtensionRequest.prototype.containingType = "";
				ExtensionRequest.prototype.extensionNumber = 0;

				ExtensionRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.containingType != null && $Object.hasOwnProperty.call(message, "containingType") && message.containingType !== "")
						writer.uint32(10).string(message.containingType);
					if (message.extensionNumber != null && $Object.hasOwnProperty.call(message, "extensionNumber") && message.extensionNumber !== 0)
						writer.uint32(16).int32(message.extensionNumber);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ExtensionRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ExtensionRequest();
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
									message.containingType = value;
								else
									delete message.containingType;
								continue;
							}
						case 2: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.extensionNumber = value;
								else
									delete message.extensionNumber;
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

				return ExtensionRequest;
			})();

			v1.ServerReflectionResponse = (function() {

				const ServerReflectionResponse = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ServerReflectionResponse.prototype.validHost = "";
				ServerReflectionResponse.prototype.originalRequest = null;
				ServerReflectionResponse.prototype.fileDescriptorResponse = null;
				ServerReflectionResponse.prototype.allExtensionNumbersResponse = null;
				ServerReflectionResponse.prototype.listServicesResponse = null;
				ServerReflectionResponse.prototype.errorResponse = null;

				let $oneOfFields;

				$Object.defineProperty(ServerReflectionResponse.prototype, "messageResponse", {
					get: $util.oneOfGetter($oneOfFields = ["fileDescriptorResponse", "allExtensionNumbersResponse", "listServicesResponse", "errorResponse"]),
					set: $util.oneOfSetter($oneOfFields)
				});

				ServerReflectionResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.validHost != null && $Object.hasOwnProperty.call(message, "validHost") && message.validHost !== "")
						writer.uint32(10).string(message.validHost);
					if (message.originalRequest != null && $Object.hasOwnProperty.call(message, "originalRequest"))
						$root.grpc.reflection.v1.ServerReflectionRequest.encode(message.originalRequest, writer.uint32(18).fork(), _depth + 1).ldelim();
					if (message.fileDescriptorResponse != null && $Object.hasOwnProperty.call(message, "fileDescriptorResponse"))
						$root.grpc.reflection.v1.FileDescriptorResponse.encode(message.fileDescriptorResponse, writer.uint32(34).fork(), _depth + 1).ldelim();
					if (message.allExtensionNumbersResponse != null && $Object.hasOwnProperty.call(message, "allExtensionNumbersResponse"))
						$root.grpc.reflection.v1.ExtensionNumberResponse.encode(message.allExtensionNumbersResponse, writer.uint32(42).fork(), _depth + 1).ldelim();
					if (message.listServicesResponse != null && $Object.hasOwnProperty.call(message, "listServicesResponse"))
						$root.grpc.reflection.v1.ListServiceResponse.encode(message.listServicesResponse, writer.uint32(50).fork(), _depth + 1).ldelim();
					if (message.errorResponse != null && $Object.hasOwnProperty.call(message, "errorResponse"))
						$root.grpc.reflection.v1.ErrorResponse.encode(message.errorResponse, writer.uint32(58).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ServerReflectionResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ServerReflectionResponse();
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
									message.validHost = value;
								else
									delete message.validHost;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								message.originalRequest = $root.grpc.reflection.v1.ServerReflectionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.originalRequest);
								continue;
							}
						case 4: {
								if (wireType !== 2)
									break;
								message.fileDescriptorResponse = $root.grpc.reflection.v1.FileDescriptorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.fileDescriptorResponse);
								message.messageResponse = "fileDescriptorResponse";
								continue;
							}
						case 5: {
								if (wireType !== 2)
									break;
								message.allExtensionNumbersResponse = $root.grpc.reflection.v1.ExtensionNumberResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.allExtensionNumbersResponse);
								message.messageResponse = "allExtensionNumbersResponse";
								continue;
							}
						case 6: {
								if (wireType !== 2)
									break;
								message.listServicesResponse = $root.grpc.reflection.v1.ListServiceResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.listServicesResponse);
								message.messageResponse = "listServicesResponse";
								continue;
							}
						case 7: {
								if (wireType !== 2)
									break;
								message.errorResponse = $root.grpc.reflection.v1.ErrorResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.errorResponse);
								message.messageResponse = "errorResponse";
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

				return ServerReflectionResponse;
			})();

			v1.FileDescriptorResponse = (function() {

				const FileDescriptorResponse = function (properties) {
					this.fileDescriptorProto = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				FileDescriptorResponse.prototype.fileDescriptorProto = $util.emptyArray;

				FileDescriptorResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.fileDescriptorProto != null && message.fileDescriptorProto.length)
						for (let i = 0; i < message.fileDescriptorProto.length; ++i)
							writer.uint32(10).bytes(message.fileDescriptorProto[i]);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				FileDescriptorResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.FileDescriptorResponse();
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
								if (!(message.fileDescriptorProto && message.fileDescriptorProto.length))
									message.fileDescriptorProto = [];
								message.fileDescriptorProto.push(reader.bytes());
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

				return FileDescriptorResponse;
			})();

			v1.ExtensionNumberResponse = (function() {

				const ExtensionNumberResponse = function (properties) {
					this.extensionNumber = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ExtensionNumberResponse.prototype.baseTypeName = "";
				ExtensionNumberResponse.prototype.extensionNumber = $util.emptyArray;

				ExtensionNumberResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.baseTypeName != null && $Object.hasOwnProperty.call(message, "baseTypeName") && message.baseTypeName !== "")
						writer.uint32(10).string(message.baseTypeName);
					if (message.extensionNumber != null && message.extensionNumber.length)
						writer.uint32(18).int32s(message.extensionNumber);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ExtensionNumberResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ExtensionNumberResponse();
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
									message.baseTypeName = value;
								else
									delete message.baseTypeName;
								continue;
							}
						case 2: {
								if (wireType === 2) {
									if (!(message.extensionNumber && message.extensionNumber.length))
										message.extensionNumber = [];
									reader.int32s(message.extensionNumber);
									continue;
								}
								if (wireType !== 0)
									break;
								if (!(message.extensionNumber && message.extensionNumber.length))
									message.extensionNumber = [];
								message.extensionNumber.push(reader.int32());
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

				return ExtensionNumberResponse;
			})();

			v1.ListServiceResponse = (function() {

				const ListServiceResponse = function (properties) {
					this.service = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ListServiceResponse.prototype.service = $util.emptyArray;

				ListServiceResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.service != null && message.service.length)
						for (let i = 0; i < message.service.length; ++i)
							$root.grpc.reflection.v1.ServiceResponse.encode(message.service[i], writer.uint32(10).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ListServiceResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ListServiceResponse();
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
								if (!(message.service && message.service.length))
									message.service = [];
								message.service.push($root.grpc.reflection.v1.ServiceResponse.decode(reader, reader.size(), $undefined, _depth + 1));
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

				return ListServiceResponse;
			})();

			v1.ServiceResponse = (function() {

				const ServiceResponse = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ServiceResponse.prototype.name = "";

				ServiceResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
						writer.uint32(10).string(message.name);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ServiceResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ServiceResponse();
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

				return ServiceResponse;
			})();

			v1.ErrorResponse = (function() {

				const ErrorResponse = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ErrorResponse.prototype.errorCode = 0;
				ErrorResponse.prototype.errorMessage = "";

				ErrorResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.errorCode != null && $Object.hasOwnProperty.call(message, "errorCode") && message.errorCode !== 0)
						writer.uint32(8).int32(message.errorCode);
					if (message.errorMessage != null && $Object.hasOwnProperty.call(message, "errorMessage") && message.errorMessage !== "")
						writer.uint32(18).string(message.errorMessage);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ErrorResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.grpc.reflection.v1.ErrorResponse();
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
								if (value = reader.int32())
									message.errorCode = value;
								else
									delete message.errorCode;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.errorMessage = value;
								else
									delete message.errorMessage;
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

				return ErrorResponse;
			})();

			return v1;
		})();

		return reflection;
	})();

	return grpc;
})();

const sandwright = $root.sandwright = (() => {

	const sandwright = {};

	sandwright.admin = (function() {

		const admin = {};

		admin.v1 = (function() {

			const v1 = {};

			v1.ListWorkersRequest = (function() {

				const ListWorkersRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ListWorkersRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ListWorkersRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.ListWorkersRequest();
					while (reader.pos < end) {
						let start = reader.pos;
						let tag = reader.tag();
						if (tag === _end) {
							_end = $undefined;
							break;
						}
						reader.skipType(tag & 7, _depth, tag);
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

				return ListWorkersRequest;
			})();

			v1.ListWorkersResponse = (function() {

				const ListWorkersResponse = function (properties) {
					this.workers = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ListWorkersResponse.prototype.workers = $util.emptyArray;

				ListWorkersResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.workers != null && message.workers.length)
						for (let i = 0; i < message.workers.length; ++i)
							$root.sandwright.admin.v1.WorkerStatus.encode(message.workers[i], writer.uint32(10).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ListWorkersResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.ListWorkersResponse();
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
								if (!(message.workers && message.workers.length))
									message.workers = [];
								message.workers.push($root.sandwright.admin.v1.WorkerStatus.decode(reader, reader.size(), $undefined, _depth + 1));
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

				return ListWorkersResponse;
			})();

			v1.WorkerStatus = (function() {

				const WorkerStatus = function (properties) {
					this.properties = [];
					this.actions = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				WorkerStatus.prototype.id = "";
				WorkerStatus.prototype.name = "";
				WorkerStatus.prototype.properties = $util.emptyArray;
				WorkerStatus.prototype.concurrency = 0;
				WorkerStatus.prototype.state = "";
				WorkerStatus.prototype.instanceName = null;
				WorkerStatus.prototype.embedded = false;
				WorkerStatus.prototype.silentFor = null;
				WorkerStatus.prototype.actions = $util.emptyArray;

				let $oneOfFields;

				// Virtual OneOf for proto3 optional field
				$Object.defineProperty(WorkerStatus.prototype, "_instanceName", {
					get: $util.oneOfGetter($oneOfFields = ["instanceName"]),
					set: $util.oneOfSetter($oneOfFields)
				});

				WorkerStatus.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
						writer.uint32(10).string(message.id);
					if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
						writer.uint32(18).string(message.name);
					if (message.properties != null && message.properties.length)
						for (let i = 0; i < message.properties.length; ++i)
							$root.build.bazel.remote.execution.v2.Platform.Property.encode(message.properties[i], writer.uint32(26).fork(), _depth + 1).ldelim();
					if (message.concurrency != null && $Object.hasOwnProperty.call(message, "concurrency") && message.concurrency !== 0)
						writer.uint32(32).int32(message.concurrency);
					if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
						writer.uint32(42).string(message.state);
					if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName"))
						writer.uint32(50).string(message.instanceName);
					if (message.embedded != null && $Object.hasOwnProperty.call(message, "embedded") && message.embedded !== false)
						writer.uint32(56).bool(message.embedded);
					if (message.silentFor != null && $Object.hasOwnProperty.call(message, "silentFor"))
						$root.google.protobuf.Duration.encode(message.silentFor, writer.uint32(66).fork(), _depth + 1).ldelim();
					if (message.actions != null && message.actions.length)
						for (let i = 0; i < message.actions.length; ++i)
							$root.sandwright.admin.v1.RunningAction.encode(message.actions[i], writer.uint32(74).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				WorkerStatus.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.WorkerStatus();
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
									message.id = value;
								else
									delete message.id;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.name = value;
								else
									delete message.name;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								if (!(message.properties && message.properties.length))
									message.properties = [];
								message.properties.push($root.build.bazel.remote.execution.v2.Platform.Property.decode(reader, reader.size(), $undefined, _depth + 1));
								continue;
							}
						case 4: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.concurrency = value;
								else
									delete message.concurrency;
								continue;
							}
						case 5: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.state = value;
								else
									delete message.state;
								continue;
							}
						case 6: {
								if (wireType !== 2)
									break;
								message.instanceName = reader.stringVerify();
								message._instanceName = "instanceName";
								continue;
							}
						case 7: {
								if (wireType !== 0)
									break;
								if (value = reader.bool())
									message.embedded = value;
								else
									delete message.embedded;
								continue;
							}
						case 8: {
								if (wireType !== 2)
									break;
								message.silentFor = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.silentFor);
								continue;
							}
						case 9: {
								if (wireType !== 2)
									break;
								if (!(message.actions && message.actions.length))
									message.actions = [];
								message.actions.push($root.sandwright.admin.v1.RunningAction.decode(reader, reader.size(), $undefined, _depth + 1));
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

				return WorkerStatus;
			})();

			v1.RunningAction = (function() {

				const RunningAction = function (properties) {
					this.operationNames = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				RunningAction.prototype.actionDigest = null;
				RunningAction.prototype.operationNames = $util.emptyArray;
				RunningAction.prototype.runningFor = null;

				RunningAction.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
						$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(10).fork(), _depth + 1).ldelim();
					if (message.operationNames != null && message.operationNames.length)
						for (let i = 0; i < message.operationNames.length; ++i)
							writer.uint32(18).string(message.operationNames[i]);
					if (message.runningFor != null && $Object.hasOwnProperty.call(message, "runningFor"))
						$root.google.protobuf.Duration.encode(message.runningFor, writer.uint32(26).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				RunningAction.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.RunningAction();
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
								message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if (!(message.operationNames && message.operationNames.length))
									message.operationNames = [];
								message.operationNames.push(reader.stringVerify());
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								message.runningFor = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.runningFor);
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

				return RunningAction;
			})();

			v1.DrainWorkerRequest = (function() {

				const DrainWorkerRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				DrainWorkerRequest.prototype.worker = "";
				DrainWorkerRequest.prototype.resume = false;

				DrainWorkerRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
						writer.uint32(10).string(message.worker);
					if (message.resume != null && $Object.hasOwnProperty.call(message, "resume") && message.resume !== false)
						writer.uint32(16).bool(message.resume);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				DrainWorkerRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.DrainWorkerRequest();
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
								if (wireType !== 0)
									break;
								if (value = reader.bool())
									message.resume = value;
								else
									delete message.resume;
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

				return DrainWorkerRequest;
			})();

			v1.DrainWorkerResponse = (function() {

				const DrainWorkerResponse = function (properties) {
					this.workers = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				DrainWorkerResponse.prototype.workers = $util.emptyArray;

				DrainWorkerResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.workers != null && message.workers.length)
						for (let i = 0; i < message.workers.length; ++i)
							$root.sandwright.admin.v1.WorkerStatus.encode(message.workers[i], writer.uint32(10).fork(), _depth + 1).ldelim();
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				DrainWorkerResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.DrainWorkerResponse();
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
								if (!(message.workers && message.workers.length))
									message.workers = [];
								message.workers.push($root.sandwright.admin.v1.WorkerStatus.decode(reader, reader.size(), $undefined, _depth + 1));
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

				return DrainWorkerResponse;
			})();

			v1.ListExecutionsRequest = (function() {

				const ListExecutionsRequest = function (properties) {
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ListExecutionsRequest.prototype.pageSize = 0;
				ListExecutionsRequest.prototype.pageToken = "";
				ListExecutionsRequest.prototype.includeFinished = false;

				ListExecutionsRequest.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.pageSize != null && $Object.hasOwnProperty.call(message, "pageSize") && message.pageSize !== 0)
						writer.uint32(8).int32(message.pageSize);
					if (message.pageToken != null && $Object.hasOwnProperty.call(message, "pageToken") && message.pageToken !== "")
						writer.uint32(18).string(message.pageToken);
					if (message.includeFinished != null && $Object.hasOwnProperty.call(message, "includeFinished") && message.includeFinished !== false)
						writer.uint32(24).bool(message.includeFinished);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ListExecutionsRequest.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.ListExecutionsRequest();
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
								if (value = reader.int32())
									message.pageSize = value;
								else
									delete message.pageSize;
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.pageToken = value;
								else
									delete message.pageToken;
								continue;
							}
						case 3: {
								if (wireType !== 0)
									break;
								if (value = reader.bool())
									message.includeFinished = value;
								else
									delete message.includeFinished;
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

				return ListExecutionsRequest;
			})();

			v1.ListExecutionsResponse = (function() {

				const ListExecutionsResponse = function (properties) {
					this.executions = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ListExecutionsResponse.prototype.executions = $util.emptyArray;
				ListExecutionsResponse.prototype.nextPageToken = "";

				ListExecutionsResponse.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.executions != null && message.executions.length)
						for (let i = 0; i < message.executions.length; ++i)
							$root.sandwright.admin.v1.ExecutionStatus.encode(message.executions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
					if (message.nextPageToken != null && $Object.hasOwnProperty.call(message, "nextPageToken") && message.nextPageToken !== "")
						writer.uint32(18).string(message.nextPageToken);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ListExecutionsResponse.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.ListExecutionsResponse();
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
								if (!(message.executions && message.executions.length))
									message.executions = [];
								message.executions.push($root.sandwright.admin.v1.ExecutionStatus.decode(reader, reader.size(), $undefined, _depth + 1));
								continue;
							}
						case 2: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.nextPageToken = value;
								else
									delete message.nextPageToken;
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

				return ListExecutionsResponse;
			})();

			v1.ExecutionStatus = (function() {

				const ExecutionStatus = function (properties) {
					this.workers = [];
					if (properties)
						for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
							if (properties[keys[i]] != null && keys[i] !== "__proto__")
								this[keys[i]] = properties[keys[i]];
				};

				ExecutionStatus.prototype.name = "";
				ExecutionStatus.prototype.instanceName = "";
				ExecutionStatus.prototype.actionDigest = null;
				ExecutionStatus.prototype.stage = 0;
				ExecutionStatus.prototype.invocation = "";
				ExecutionStatus.prototype.priority = 0;
				ExecutionStatus.prototype.acceptedTimestamp = null;
				ExecutionStatus.prototype.watchers = 0;
				ExecutionStatus.prototype.workers = $util.emptyArray;
				ExecutionStatus.prototype.waitsFor = "";

				ExecutionStatus.encode = function (message, writer, _depth) {
					if (!writer)
						writer = $Writer.create();
					if (_depth === $undefined)
						_depth = 0;
					if (_depth > $util.recursionLimit)
						throw $Error("max depth exceeded");
					if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
						writer.uint32(10).string(message.name);
					if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
						writer.uint32(18).string(message.instanceName);
					if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
						$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(26).fork(), _depth + 1).ldelim();
					if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== 0)
						writer.uint32(32).int32(message.stage);
					if (message.invocation != null && $Object.hasOwnProperty.call(message, "invocation") && message.invocation !== "")
						writer.uint32(42).string(message.invocation);
					if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
						writer.uint32(48).int32(message.priority);
					if (message.acceptedTimestamp != null && $Object.hasOwnProperty.call(message, "acceptedTimestamp"))
						$root.google.protobuf.Timestamp.encode(message.acceptedTimestamp, writer.uint32(58).fork(), _depth + 1).ldelim();
					if (message.watchers != null && $Object.hasOwnProperty.call(message, "watchers") && message.watchers !== 0)
						writer.uint32(64).int32(message.watchers);
					if (message.workers != null && message.workers.length)
						for (let i = 0; i < message.workers.length; ++i)
							writer.uint32(74).string(message.workers[i]);
					if (message.waitsFor != null && $Object.hasOwnProperty.call(message, "waitsFor") && message.waitsFor !== "")
						writer.uint32(82).string(message.waitsFor);
					if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
						for (let i = 0; i < message.$unknowns.length; ++i)
							writer.raw(message.$unknowns[i]);
					return writer;
				};

				ExecutionStatus.decode = function (reader, length, _end, _depth, _target) {
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
					message = _target || new $root.sandwright.admin.v1.ExecutionStatus();
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
									message.instanceName = value;
								else
									delete message.instanceName;
								continue;
							}
						case 3: {
								if (wireType !== 2)
									break;
								message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
								continue;
							}
						case 4: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.stage = value;
								else
									delete message.stage;
								continue;
							}
						case 5: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.invocation = value;
								else
									delete message.invocation;
								continue;
							}
						case 6: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.priority = value;
								else
									delete message.priority;
								continue;
							}
						case 7: {
								if (wireType !== 2)
									break;
								message.acceptedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.acceptedTimestamp);
								continue;
							}
						case 8: {
								if (wireType !== 0)
									break;
								if (value = reader.int32())
									message.watchers = value;
								else
									delete message.watchers;
								continue;
							}
						case 9: {
								if (wireType !== 2)
									break;
								if (!(message.workers && message.workers.length))
									message.workers = [];
								message.workers.push(reader.stringVerify());
								continue;
							}
						case 10: {
								if (wireType !== 2)
									break;
								if ((value = reader.stringVerify()).length)
									message.waitsFor = value;
								else
									delete message.waitsFor;
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

				return ExecutionStatus;
			})();

			return v1;
		})();

		return admin;
	})();

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

		v1.JournalRecord = (function() {

			const JournalRecord = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalRecord.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
			JournalRecord.prototype.operation = null;
			JournalRecord.prototype.task = null;
			JournalRecord.prototype.worker = null;
			JournalRecord.prototype.operationGone = "";
			JournalRecord.prototype.taskGone = "";
			JournalRecord.prototype.workerGone = "";

			JournalRecord.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
					writer.uint32(8).int64(message.epoch);
				if (message.operation != null && $Object.hasOwnProperty.call(message, "operation"))
					$root.sandwright.v1.JournalOperation.encode(message.operation, writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.task != null && $Object.hasOwnProperty.call(message, "task"))
					$root.sandwright.v1.JournalTask.encode(message.task, writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.worker != null && $Object.hasOwnProperty.call(message, "worker"))
					$root.sandwright.v1.JournalWorker.encode(message.worker, writer.uint32(34).fork(), _depth + 1).ldelim();
				if (message.operationGone != null && $Object.hasOwnProperty.call(message, "operationGone") && message.operationGone !== "")
					writer.uint32(42).string(message.operationGone);
				if (message.taskGone != null && $Object.hasOwnProperty.call(message, "taskGone") && message.taskGone !== "")
					writer.uint32(50).string(message.taskGone);
				if (message.workerGone != null && $Object.hasOwnProperty.call(message, "workerGone") && message.workerGone !== "")
					writer.uint32(58).string(message.workerGone);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalRecord.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalRecord();
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
								message.epoch = value;
							else
								delete message.epoch;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							message.operation = $root.sandwright.v1.JournalOperation.decode(reader, reader.size(), $undefined, _depth + 1, message.operation);
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							message.task = $root.sandwright.v1.JournalTask.decode(reader, reader.size(), $undefined, _depth + 1, message.task);
							continue;
						}
					case 4: {
							if (wireType !== 2)
								break;
							message.worker = $root.sandwright.v1.JournalWorker.decode(reader, reader.size(), $undefined, _depth + 1, message.worker);
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.operationGone = value;
							else
								delete message.operationGone;
							continue;
						}
					case 6: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.taskGone = value;
							else
								delete message.taskGone;
							continue;
						}
					case 7: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.workerGone = value;
							else
								delete message.workerGone;
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

			return JournalRecord;
		})();

		v1.JournalOperation = (function() {

			const JournalOperation = function (properties) {
				this.inlineOutputFiles = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalOperation.prototype.name = "";
			JournalOperation.prototype.instanceName = "";
			JournalOperation.prototype.actionDigest = null;
			JournalOperation.prototype.digestFunction = 0;
			JournalOperation.prototype.skipCacheLookup = false;
			JournalOperation.prototype.priority = 0;
			JournalOperation.prototype.invocation = "";
			JournalOperation.prototype.inlineStdout = false;
			JournalOperation.prototype.inlineStderr = false;
			JournalOperation.prototype.inlineOutputFiles = $util.emptyArray;
			JournalOperation.prototype.acceptedTimestamp = null;
			JournalOperation.prototype.finishedTimestamp = null;
			JournalOperation.prototype.response = $util.newBuffer([]);

			JournalOperation.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(10).string(message.name);
				if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
					writer.uint32(18).string(message.instanceName);
				if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
					$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
					writer.uint32(32).int32(message.digestFunction);
				if (message.skipCacheLookup != null && $Object.hasOwnProperty.call(message, "skipCacheLookup") && message.skipCacheLookup !== false)
					writer.uint32(40).bool(message.skipCacheLookup);
				if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
					writer.uint32(48).int32(message.priority);
				if (message.invocation != null && $Object.hasOwnProperty.call(message, "invocation") && message.invocation !== "")
					writer.uint32(58).string(message.invocation);
				if (message.inlineStdout != null && $Object.hasOwnProperty.call(message, "inlineStdout") && message.inlineStdout !== false)
					writer.uint32(64).bool(message.inlineStdout);
				if (message.inlineStderr != null && $Object.hasOwnProperty.call(message, "inlineStderr") && message.inlineStderr !== false)
					writer.uint32(72).bool(message.inlineStderr);
				if (message.inlineOutputFiles != null && message.inlineOutputFiles.length)
					for (let i = 0; i < message.inlineOutputFiles.length; ++i)
						writer.uint32(82).string(message.inlineOutputFiles[i]);
				if (message.acceptedTimestamp != null && $Object.hasOwnProperty.call(message, "acceptedTimestamp"))
					$root.google.protobuf.Timestamp.encode(message.acceptedTimestamp, writer.uint32(90).fork(), _depth + 1).ldelim();
				if (message.finishedTimestamp != null && $Object.hasOwnProperty.call(message, "finishedTimestamp"))
					$root.google.protobuf.Timestamp.encode(message.finishedTimestamp, writer.uint32(98).fork(), _depth + 1).ldelim();
				if (message.response != null && $Object.hasOwnProperty.call(message, "response") && message.response.length)
					writer.uint32(106).bytes(message.response);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalOperation.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalOperation();
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
								message.instanceName = value;
							else
								delete message.instanceName;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
							continue;
						}
					case 4: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.digestFunction = value;
							else
								delete message.digestFunction;
							continue;
						}
					case 5: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.skipCacheLookup = value;
							else
								delete message.skipCacheLookup;
							continue;
						}
					case 6: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.priority = value;
							else
								delete message.priority;
							continue;
						}
					case 7: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.invocation = value;
							else
								delete message.invocation;
							continue;
						}
					case 8: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.inlineStdout = value;
							else
								delete message.inlineStdout;
							continue;
						}
					case 9: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.inlineStderr = value;
							else
								delete message.inlineStderr;
							continue;
						}
					case 10: {
							if (wireType !== 2)
								break;
							if (!(message.inlineOutputFiles && message.inlineOutputFiles.length))
								message.inlineOutputFiles = [];
							message.inlineOutputFiles.push(reader.stringVerify());
							continue;
						}
					case 11: {
							if (wireType !== 2)
								break;
							message.acceptedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.acceptedTimestamp);
							continue;
						}
					case 12: {
							if (wireType !== 2)
								break;
							message.finishedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.finishedTimestamp);
							continue;
						}
					case 13: {
							if (wireType !== 2)
								break;
							if ((value = reader.bytes()).length)
								message.response = value;
							else
								delete message.response;
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

			return JournalOperation;
		})();

		v1.JournalTask = (function() {

			const JournalTask = function (properties) {
				this.properties = [];
				this.operations = [];
				this.attempts = [];
				this.inputs = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalTask.prototype.id = "";
			JournalTask.prototype.key = null;
			JournalTask.prototype.properties = $util.emptyArray;
			JournalTask.prototype.priority = 0;
			JournalTask.prototype.invocation = "";
			JournalTask.prototype.cacheable = false;
			JournalTask.prototype.timeoutMs = null;
			JournalTask.prototype.queuedTimestamp = null;
			JournalTask.prototype.operations = $util.emptyArray;
			JournalTask.prototype.attempts = $util.emptyArray;
			JournalTask.prototype.lease = null;
			JournalTask.prototype.inputs = $util.emptyArray;

			let $oneOfFields;

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(JournalTask.prototype, "_key", {
				get: $util.oneOfGetter($oneOfFields = ["key"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(JournalTask.prototype, "_timeoutMs", {
				get: $util.oneOfGetter($oneOfFields = ["timeoutMs"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			JournalTask.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
					writer.uint32(10).string(message.id);
				if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
					writer.uint32(18).string(message.key);
				if (message.properties != null && message.properties.length)
					for (let i = 0; i < message.properties.length; ++i)
						$root.build.bazel.remote.execution.v2.Platform.Property.encode(message.properties[i], writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== 0)
					writer.uint32(32).int32(message.priority);
				if (message.invocation != null && $Object.hasOwnProperty.call(message, "invocation") && message.invocation !== "")
					writer.uint32(42).string(message.invocation);
				if (message.cacheable != null && $Object.hasOwnProperty.call(message, "cacheable") && message.cacheable !== false)
					writer.uint32(48).bool(message.cacheable);
				if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs"))
					writer.uint32(57).double(message.timeoutMs);
				if (message.queuedTimestamp != null && $Object.hasOwnProperty.call(message, "queuedTimestamp"))
					$root.google.protobuf.Timestamp.encode(message.queuedTimestamp, writer.uint32(66).fork(), _depth + 1).ldelim();
				if (message.operations != null && message.operations.length)
					for (let i = 0; i < message.operations.length; ++i)
						writer.uint32(74).string(message.operations[i]);
				if (message.attempts != null && message.attempts.length)
					for (let i = 0; i < message.attempts.length; ++i)
						$root.sandwright.v1.JournalAttempt.encode(message.attempts[i], writer.uint32(82).fork(), _depth + 1).ldelim();
				if (message.lease != null && $Object.hasOwnProperty.call(message, "lease"))
					$root.sandwright.v1.JournalLease.encode(message.lease, writer.uint32(90).fork(), _depth + 1).ldelim();
				if (message.inputs != null && message.inputs.length)
					for (let i = 0; i < message.inputs.length; ++i)
						writer.uint32(98).string(message.inputs[i]);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalTask.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalTask();
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
								message.id = value;
							else
								delete message.id;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							message.key = reader.stringVerify();
							message._key = "key";
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (!(message.properties && message.properties.length))
								message.properties = [];
							message.properties.push($root.build.bazel.remote.execution.v2.Platform.Property.decode(reader, reader.size(), $undefined, _depth + 1));
							continue;
						}
					case 4: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.priority = value;
							else
								delete message.priority;
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.invocation = value;
							else
								delete message.invocation;
							continue;
						}
					case 6: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.cacheable = value;
							else
								delete message.cacheable;
							continue;
						}
					case 7: {
							if (wireType !== 1)
								break;
							message.timeoutMs = reader.double();
							message._timeoutMs = "timeoutMs";
							continue;
						}
					case 8: {
							if (wireType !== 2)
								break;
							message.queuedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.queuedTimestamp);
							continue;
						}
					case 9: {
							if (wireType !== 2)
								break;
							if (!(message.operations && message.operations.length))
								message.operations = [];
							message.operations.push(reader.stringVerify());
							continue;
						}
					case 10: {
							if (wireType !== 2)
								break;
							if (!(message.attempts && message.attempts.length))
								message.attempts = [];
							message.attempts.push($root.sandwright.v1.JournalAttempt.decode(reader, reader.size(), $undefined, _depth + 1));
							continue;
						}
					case 11: {
							if (wireType !== 2)
								break;
							message.lease = $root.sandwright.v1.JournalLease.decode(reader, reader.size(), $undefined, _depth + 1, message.lease);
							continue;
						}
					case 12: {
							if (wireType !== 2)
								break;
							if (!(message.inputs && message.inputs.length))
								message.inputs = [];
							message.inputs.push(reader.stringVerify());
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

			return JournalTask;
		})();

		v1.JournalAttempt = (function() {

			const JournalAttempt = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalAttempt.prototype.worker = "";
			JournalAttempt.prototype.startTimestamp = null;
			JournalAttempt.prototype.ended = "";

			JournalAttempt.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
					writer.uint32(10).string(message.worker);
				if (message.startTimestamp != null && $Object.hasOwnProperty.call(message, "startTimestamp"))
					$root.google.protobuf.Timestamp.encode(message.startTimestamp, writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.ended != null && $Object.hasOwnProperty.call(message, "ended") && message.ended !== "")
					writer.uint32(26).string(message.ended);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalAttempt.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalAttempt();
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
							message.startTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.startTimestamp);
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.ended = value;
							else
								delete message.ended;
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

			return JournalAttempt;
		})();

		v1.JournalLease = (function() {

			const JournalLease = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalLease.prototype.id = "";
			JournalLease.prototype.workerId = "";

			JournalLease.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
					writer.uint32(10).string(message.id);
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(18).string(message.workerId);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalLease.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalLease();
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
								message.id = value;
							else
								delete message.id;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.workerId = value;
							else
								delete message.workerId;
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

			return JournalLease;
		})();

		v1.JournalWorker = (function() {

			const JournalWorker = function (properties) {
				this.properties = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			JournalWorker.prototype.id = "";
			JournalWorker.prototype.name = "";
			JournalWorker.prototype.properties = $util.emptyArray;
			JournalWorker.prototype.concurrency = 0;
			JournalWorker.prototype.instanceName = null;
			JournalWorker.prototype.embedded = false;
			JournalWorker.prototype.draining = false;

			let $oneOfFields;

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(JournalWorker.prototype, "_instanceName", {
				get: $util.oneOfGetter($oneOfFields = ["instanceName"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			JournalWorker.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
					writer.uint32(10).string(message.id);
				if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
					writer.uint32(18).string(message.name);
				if (message.properties != null && message.properties.length)
					for (let i = 0; i < message.properties.length; ++i)
						$root.build.bazel.remote.execution.v2.Platform.Property.encode(message.properties[i], writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.concurrency != null && $Object.hasOwnProperty.call(message, "concurrency") && message.concurrency !== 0)
					writer.uint32(32).int32(message.concurrency);
				if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName"))
					writer.uint32(42).string(message.instanceName);
				if (message.embedded != null && $Object.hasOwnProperty.call(message, "embedded") && message.embedded !== false)
					writer.uint32(48).bool(message.embedded);
				if (message.draining != null && $Object.hasOwnProperty.call(message, "draining") && message.draining !== false)
					writer.uint32(56).bool(message.draining);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			JournalWorker.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.JournalWorker();
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
								message.id = value;
							else
								delete message.id;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.name = value;
							else
								delete message.name;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (!(message.properties && message.properties.length))
								message.properties = [];
							message.properties.push($root.build.bazel.remote.execution.v2.Platform.Property.decode(reader, reader.size(), $undefined, _depth + 1));
							continue;
						}
					case 4: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.concurrency = value;
							else
								delete message.concurrency;
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							message.instanceName = reader.stringVerify();
							message._instanceName = "instanceName";
							continue;
						}
					case 6: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.embedded = value;
							else
								delete message.embedded;
							continue;
						}
					case 7: {
							if (wireType !== 0)
								break;
							if (value = reader.bool())
								message.draining = value;
							else
								delete message.draining;
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

			return JournalWorker;
		})();

		v1.RegisterWorkerRequest = (function() {

			const RegisterWorkerRequest = function (properties) {
				this.properties = [];
				this.heldLeaseIds = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RegisterWorkerRequest.prototype.workerName = "";
			RegisterWorkerRequest.prototype.properties = $util.emptyArray;
			RegisterWorkerRequest.prototype.concurrency = 0;
			RegisterWorkerRequest.prototype.previousWorkerId = "";
			RegisterWorkerRequest.prototype.heldLeaseIds = $util.emptyArray;
			RegisterWorkerRequest.prototype.instanceName = null;

			let $oneOfFields;

			// Virtual OneOf for proto3 optional field
			$Object.defineProperty(RegisterWorkerRequest.prototype, "_instanceName", {
				get: $util.oneOfGetter($oneOfFields = ["instanceName"]),
				set: $util.oneOfSetter($oneOfFields)
			});

			RegisterWorkerRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerName != null && $Object.hasOwnProperty.call(message, "workerName") && message.workerName !== "")
					writer.uint32(10).string(message.workerName);
				if (message.properties != null && message.properties.length)
					for (let i = 0; i < message.properties.length; ++i)
						$root.build.bazel.remote.execution.v2.Platform.Property.encode(message.properties[i], writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.concurrency != null && $Object.hasOwnProperty.call(message, "concurrency") && message.concurrency !== 0)
					writer.uint32(24).int32(message.concurrency);
				if (message.previousWorkerId != null && $Object.hasOwnProperty.call(message, "previousWorkerId") && message.previousWorkerId !== "")
					writer.uint32(34).string(message.previousWorkerId);
				if (message.heldLeaseIds != null && message.heldLeaseIds.length)
					for (let i = 0; i < message.heldLeaseIds.length; ++i)
						writer.uint32(42).string(message.heldLeaseIds[i]);
				if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName"))
					writer.uint32(50).string(message.instanceName);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RegisterWorkerRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.RegisterWorkerRequest();
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
								message.workerName = value;
							else
								delete message.workerName;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if (!(message.properties && message.properties.length))
								message.properties = [];
							message.properties.push($root.build.bazel.remote.execution.v2.Platform.Property.decode(reader, reader.size(), $undefined, _depth + 1));
							continue;
						}
					case 3: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.concurrency = value;
							else
								delete message.concurrency;
							continue;
						}
					case 4: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.previousWorkerId = value;
							else
								delete message.previousWorkerId;
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							if (!(message.heldLeaseIds && message.heldLeaseIds.length))
								message.heldLeaseIds = [];
							message.heldLeaseIds.push(reader.stringVerify());
							continue;
						}
					case 6: {
							if (wireType !== 2)
								break;
							message.instanceName = reader.stringVerify();
							message._instanceName = "instanceName";
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

			return RegisterWorkerRequest;
		})();

		v1.RegisterWorkerResponse = (function() {

			const RegisterWorkerResponse = function (properties) {
				this.endedLeaseIds = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RegisterWorkerResponse.prototype.workerId = "";
			RegisterWorkerResponse.prototype.leaseDuration = null;
			RegisterWorkerResponse.prototype.endedLeaseIds = $util.emptyArray;

			RegisterWorkerResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.leaseDuration != null && $Object.hasOwnProperty.call(message, "leaseDuration"))
					$root.google.protobuf.Duration.encode(message.leaseDuration, writer.uint32(18).fork(), _depth + 1).ldelim();
				if (message.endedLeaseIds != null && message.endedLeaseIds.length)
					for (let i = 0; i < message.endedLeaseIds.length; ++i)
						writer.uint32(26).string(message.endedLeaseIds[i]);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RegisterWorkerResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.RegisterWorkerResponse();
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
								message.workerId = value;
							else
								delete message.workerId;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							message.leaseDuration = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.leaseDuration);
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							if (!(message.endedLeaseIds && message.endedLeaseIds.length))
								message.endedLeaseIds = [];
							message.endedLeaseIds.push(reader.stringVerify());
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

			return RegisterWorkerResponse;
		})();

		v1.AcquireLeaseRequest = (function() {

			const AcquireLeaseRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			AcquireLeaseRequest.prototype.workerId = "";

			AcquireLeaseRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			AcquireLeaseRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.AcquireLeaseRequest();
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
								message.workerId = value;
							else
								delete message.workerId;
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

			return AcquireLeaseRequest;
		})();

		v1.AcquireLeaseResponse = (function() {

			const AcquireLeaseResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			AcquireLeaseResponse.prototype.lease = null;

			AcquireLeaseResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.lease != null && $Object.hasOwnProperty.call(message, "lease"))
					$root.sandwright.v1.ActionLease.encode(message.lease, writer.uint32(10).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			AcquireLeaseResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.AcquireLeaseResponse();
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
							message.lease = $root.sandwright.v1.ActionLease.decode(reader, reader.size(), $undefined, _depth + 1, message.lease);
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

			return AcquireLeaseResponse;
		})();

		v1.ActionLease = (function() {

			const ActionLease = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ActionLease.prototype.id = "";
			ActionLease.prototype.instanceName = "";
			ActionLease.prototype.actionDigest = null;
			ActionLease.prototype.digestFunction = 0;
			ActionLease.prototype.queuedTimestamp = null;
			ActionLease.prototype.timeout = null;

			ActionLease.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
					writer.uint32(10).string(message.id);
				if (message.instanceName != null && $Object.hasOwnProperty.call(message, "instanceName") && message.instanceName !== "")
					writer.uint32(18).string(message.instanceName);
				if (message.actionDigest != null && $Object.hasOwnProperty.call(message, "actionDigest"))
					$root.build.bazel.remote.execution.v2.Digest.encode(message.actionDigest, writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.digestFunction != null && $Object.hasOwnProperty.call(message, "digestFunction") && message.digestFunction !== 0)
					writer.uint32(32).int32(message.digestFunction);
				if (message.queuedTimestamp != null && $Object.hasOwnProperty.call(message, "queuedTimestamp"))
					$root.google.protobuf.Timestamp.encode(message.queuedTimestamp, writer.uint32(42).fork(), _depth + 1).ldelim();
				if (message.timeout != null && $Object.hasOwnProperty.call(message, "timeout"))
					$root.google.protobuf.Duration.encode(message.timeout, writer.uint32(50).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ActionLease.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.ActionLease();
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
								message.id = value;
							else
								delete message.id;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.instanceName = value;
							else
								delete message.instanceName;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							message.actionDigest = $root.build.bazel.remote.execution.v2.Digest.decode(reader, reader.size(), $undefined, _depth + 1, message.actionDigest);
							continue;
						}
					case 4: {
							if (wireType !== 0)
								break;
							if (value = reader.int32())
								message.digestFunction = value;
							else
								delete message.digestFunction;
							continue;
						}
					case 5: {
							if (wireType !== 2)
								break;
							message.queuedTimestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.queuedTimestamp);
							continue;
						}
					case 6: {
							if (wireType !== 2)
								break;
							message.timeout = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.timeout);
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

			return ActionLease;
		})();

		v1.RenewLeasesRequest = (function() {

			const RenewLeasesRequest = function (properties) {
				this.leaseIds = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RenewLeasesRequest.prototype.workerId = "";
			RenewLeasesRequest.prototype.leaseIds = $util.emptyArray;
			RenewLeasesRequest.prototype.wait = null;

			RenewLeasesRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.leaseIds != null && message.leaseIds.length)
					for (let i = 0; i < message.leaseIds.length; ++i)
						writer.uint32(18).string(message.leaseIds[i]);
				if (message.wait != null && $Object.hasOwnProperty.call(message, "wait"))
					$root.google.protobuf.Duration.encode(message.wait, writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RenewLeasesRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.RenewLeasesRequest();
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
								message.workerId = value;
							else
								delete message.workerId;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if (!(message.leaseIds && message.leaseIds.length))
								message.leaseIds = [];
							message.leaseIds.push(reader.stringVerify());
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							message.wait = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.wait);
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

			return RenewLeasesRequest;
		})();

		v1.RenewLeasesResponse = (function() {

			const RenewLeasesResponse = function (properties) {
				this.endedLeaseIds = [];
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			RenewLeasesResponse.prototype.endedLeaseIds = $util.emptyArray;

			RenewLeasesResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.endedLeaseIds != null && message.endedLeaseIds.length)
					for (let i = 0; i < message.endedLeaseIds.length; ++i)
						writer.uint32(10).string(message.endedLeaseIds[i]);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			RenewLeasesResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.RenewLeasesResponse();
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
							if (!(message.endedLeaseIds && message.endedLeaseIds.length))
								message.endedLeaseIds = [];
							message.endedLeaseIds.push(reader.stringVerify());
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

			return RenewLeasesResponse;
		})();

		v1.CompleteLeaseRequest = (function() {

			const CompleteLeaseRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			CompleteLeaseRequest.prototype.workerId = "";
			CompleteLeaseRequest.prototype.leaseId = "";
			CompleteLeaseRequest.prototype.response = null;

			CompleteLeaseRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.leaseId != null && $Object.hasOwnProperty.call(message, "leaseId") && message.leaseId !== "")
					writer.uint32(18).string(message.leaseId);
				if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
					$root.build.bazel.remote.execution.v2.ExecuteResponse.encode(message.response, writer.uint32(26).fork(), _depth + 1).ldelim();
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			CompleteLeaseRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.CompleteLeaseRequest();
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
								message.workerId = value;
							else
								delete message.workerId;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.leaseId = value;
							else
								delete message.leaseId;
							continue;
						}
					case 3: {
							if (wireType !== 2)
								break;
							message.response = $root.build.bazel.remote.execution.v2.ExecuteResponse.decode(reader, reader.size(), $undefined, _depth + 1, message.response);
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

			return CompleteLeaseRequest;
		})();

		v1.CompleteLeaseResponse = (function() {

			const CompleteLeaseResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			CompleteLeaseResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			CompleteLeaseResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.CompleteLeaseResponse();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					reader.skipType(tag & 7, _depth, tag);
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

			return CompleteLeaseResponse;
		})();

		v1.ReturnLeaseRequest = (function() {

			const ReturnLeaseRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ReturnLeaseRequest.prototype.workerId = "";
			ReturnLeaseRequest.prototype.leaseId = "";

			ReturnLeaseRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.leaseId != null && $Object.hasOwnProperty.call(message, "leaseId") && message.leaseId !== "")
					writer.uint32(18).string(message.leaseId);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ReturnLeaseRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.ReturnLeaseRequest();
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
								message.workerId = value;
							else
								delete message.workerId;
							continue;
						}
					case 2: {
							if (wireType !== 2)
								break;
							if ((value = reader.stringVerify()).length)
								message.leaseId = value;
							else
								delete message.leaseId;
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

			return ReturnLeaseRequest;
		})();

		v1.ReturnLeaseResponse = (function() {

			const ReturnLeaseResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			ReturnLeaseResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			ReturnLeaseResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.ReturnLeaseResponse();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					reader.skipType(tag & 7, _depth, tag);
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

			return ReturnLeaseResponse;
		})();

		v1.UnregisterWorkerRequest = (function() {

			const UnregisterWorkerRequest = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			UnregisterWorkerRequest.prototype.workerId = "";

			UnregisterWorkerRequest.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.workerId != null && $Object.hasOwnProperty.call(message, "workerId") && message.workerId !== "")
					writer.uint32(10).string(message.workerId);
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			UnregisterWorkerRequest.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.UnregisterWorkerRequest();
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
								message.workerId = value;
							else
								delete message.workerId;
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

			return UnregisterWorkerRequest;
		})();

		v1.UnregisterWorkerResponse = (function() {

			const UnregisterWorkerResponse = function (properties) {
				if (properties)
					for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
						if (properties[keys[i]] != null && keys[i] !== "__proto__")
							this[keys[i]] = properties[keys[i]];
			};

			UnregisterWorkerResponse.encode = function (message, writer, _depth) {
				if (!writer)
					writer = $Writer.create();
				if (_depth === $undefined)
					_depth = 0;
				if (_depth > $util.recursionLimit)
					throw $Error("max depth exceeded");
				if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
					for (let i = 0; i < message.$unknowns.length; ++i)
						writer.raw(message.$unknowns[i]);
				return writer;
			};

			UnregisterWorkerResponse.decode = function (reader, length, _end, _depth, _target) {
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
				message = _target || new $root.sandwright.v1.UnregisterWorkerResponse();
				while (reader.pos < end) {
					let start = reader.pos;
					let tag = reader.tag();
					if (tag === _end) {
						_end = $undefined;
						break;
					}
					reader.skipType(tag & 7, _depth, tag);
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

			return UnregisterWorkerResponse;
		})();

		return v1;
	})();

	return sandwright;
})();


export const { Qualifier, FetchBlobRequest, FetchBlobResponse, FetchDirectoryRequest, FetchDirectoryResponse, PushBlobRequest, PushBlobResponse, PushDirectoryRequest, PushDirectoryResponse } = build.bazel.remote.asset.v1;
export const { Action, Command, Platform, Directory, NodeProperty, NodeProperties, FileNode, DirectoryNode, SymlinkNode, Digest, ExecutedActionMetadata, ActionResult, OutputFile, Tree, OutputDirectory, OutputSymlink, ExecutionPolicy, ResultsCachePolicy, ExecuteRequest, LogFile, ExecuteResponse, ExecutionStage, ExecuteOperationMetadata, WaitExecutionRequest, GetActionResultRequest, UpdateActionResultRequest, FindMissingBlobsRequest, FindMissingBlobsResponse, BatchUpdateBlobsRequest, BatchUpdateBlobsResponse, BatchReadBlobsRequest, BatchReadBlobsResponse, GetTreeRequest, GetTreeResponse, SplitBlobRequest, SplitBlobResponse, SpliceBlobRequest, SpliceBlobResponse, GetCapabilitiesRequest, ServerCapabilities, DigestFunction, ChunkingFunction, ActionCacheUpdateCapabilities, PriorityCapabilities, SymlinkAbsolutePathStrategy, Compressor, CacheCapabilities, FastCdc2020Params, RepMaxCdcParams, ExecutionCapabilities, ToolDetails, RequestMetadata } = build.bazel.remote.execution.v2;
export const { SemVer } = build.bazel.semver;
export const { ReadRequest, ReadResponse, WriteRequest, WriteResponse, QueryWriteStatusRequest, QueryWriteStatusResponse } = google.bytestream;
export const { Operation, GetOperationRequest, ListOperationsRequest, ListOperationsResponse, CancelOperationRequest, DeleteOperationRequest, WaitOperationRequest, OperationInfo } = google.longrunning;
export const { Any, Duration, Empty, FieldMask, Timestamp, UInt32Value } = google.protobuf;
export const { ErrorInfo, RetryInfo, DebugInfo, QuotaFailure, PreconditionFailure, BadRequest, RequestInfo, ResourceInfo, Help, LocalizedMessage, Status } = google.rpc;
export const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;
export const { ServerReflectionRequest, ExtensionRequest, ServerReflectionResponse, FileDescriptorResponse, ExtensionNumberResponse, ListServiceResponse, ServiceResponse, ErrorResponse } = grpc.reflection.v1;
export const { ListWorkersRequest, ListWorkersResponse, WorkerStatus, RunningAction, DrainWorkerRequest, DrainWorkerResponse, ListExecutionsRequest, ListExecutionsResponse, ExecutionStatus } = sandwright.admin.v1;
export const { ExecutionUsage, JournalRecord, JournalOperation, JournalTask, JournalAttempt, JournalLease, JournalWorker, RegisterWorkerRequest, RegisterWorkerResponse, AcquireLeaseRequest, AcquireLeaseResponse, ActionLease, RenewLeasesRequest, RenewLeasesResponse, CompleteLeaseRequest, CompleteLeaseResponse, ReturnLeaseRequest, ReturnLeaseResponse, UnregisterWorkerRequest, UnregisterWorkerResponse } = sandwright.v1;
