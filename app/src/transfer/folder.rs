//! Local folders: picking or dropping them, reading their files, and writing to them if the browser supports
//! that. Parts of the File System API are unstable in web-sys, so this file declares what it needs, and no
//! other file uses it.

use std::collections::VecDeque;

use cyclotron_core::archive::{MAX_ENTRIES, is_tools};
use gloo::utils::window;
use js_sys::{Array, Function, IteratorNext, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList};

#[wasm_bindgen]
extern "C" {
    /// A folder that can be accessed again later: `FileSystemDirectoryHandle`.
    #[derive(Clone)]
    pub type Directory;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Directory) -> String;
    #[wasm_bindgen(method, catch)]
    fn values(this: &Directory) -> Result<Values, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getDirectoryHandle)]
    async fn directory(this: &Directory, name: &str, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getFileHandle)]
    async fn file(this: &Directory, name: &str, options: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    async fn request_permission(this: &Directory, wanted: &Object) -> Result<JsValue, JsValue>;

    type Values;
    #[wasm_bindgen(method, catch)]
    async fn next(this: &Values) -> Result<JsValue, JsValue>;

    /// `FileSystemFileHandle`.
    type FileHandle;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &FileHandle) -> String;
    #[wasm_bindgen(method, getter, js_name = name)]
    fn file_name(this: &FileHandle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    async fn get_file(this: &FileHandle) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    async fn create_writable(this: &FileHandle) -> Result<JsValue, JsValue>;

    /// `FileSystemWritableFileStream`.
    type Writable;
    #[wasm_bindgen(method, catch)]
    async fn write(this: &Writable, bytes: &Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn close(this: &Writable) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn abort(this: &Writable) -> Result<JsValue, JsValue>;

    /// `FileSystemEntry`, which every browser provides for dropped items.
    #[derive(Clone)]
    type Entry;
    #[wasm_bindgen(method, getter, js_name = isDirectory)]
    fn is_directory(this: &Entry) -> bool;
    #[wasm_bindgen(method, getter, js_name = name)]
    fn entry_name(this: &Entry) -> String;
    #[wasm_bindgen(method, js_name = createReader)]
    fn reader(this: &Entry) -> Reader;
    #[wasm_bindgen(method, js_name = file)]
    fn entry_file(this: &Entry, found: &Function, failed: &Function);

    type Reader;
    #[wasm_bindgen(method, js_name = readEntries)]
    fn read_entries(this: &Reader, found: &Function, failed: &Function);

    type Picker;
    #[wasm_bindgen(method, catch, js_name = showDirectoryPicker)]
    async fn pick(this: &Picker, options: &Object) -> Result<JsValue, JsValue>;

    type Item;
    #[wasm_bindgen(method, getter, js_name = kind)]
    fn item_kind(this: &Item) -> String;
    #[wasm_bindgen(method, js_name = getAsFileSystemHandle)]
    fn as_handle(this: &Item) -> Promise;
    #[wasm_bindgen(method, js_name = webkitGetAsEntry)]
    fn as_entry(this: &Item) -> Option<Entry>;
    #[wasm_bindgen(method, js_name = getAsFile)]
    fn as_file(this: &Item) -> Option<File>;

    type InFolder;
    #[wasm_bindgen(method, getter, js_name = webkitRelativePath)]
    fn relative_path(this: &InFolder) -> Option<String>;
}

/// A file or folder that was picked or dropped.
pub enum Chosen {
    /// A file, which may be an archive.
    File(File),
    /// A folder.
    Folder(Folder),
}

/// A folder to read.
pub struct Folder {
    /// The name of the folder.
    pub name: String,
    /// The handle of the folder, if the browser provides one that can be accessed later.
    pub directory: Option<Directory>,
    inside: Inside,
}

enum Inside {
    Directory(Directory),
    Entry(Entry),
    Listed(Vec<(String, File)>),
}

/// A file of a folder that hasn't been read.
pub struct Unread {
    /// The path of the file in the folder.
    pub path: String,
    source: Source,
}

enum Source {
    Handle(FileHandle),
    Entry(Entry),
    File(File),
}

/// Whether this browser lets the user pick a folder to write to.
pub fn can_pick() -> bool {
    has(&window(), "showDirectoryPicker")
}

/// Lets the user pick a folder, to write to or only to read. Returns `None` if the user cancels.
pub async fn pick(to_write: bool) -> Result<Option<Directory>, String> {
    let picker: Picker = window().unchecked_into();
    let mode = if to_write { "readwrite" } else { "read" };
    match picker.pick(&options("mode", &mode.into())).await {
        Ok(directory) => Ok(Some(directory.unchecked_into())),
        Err(error) if name_of(&error) == "AbortError" => Ok(None),
        Err(error) => Err(message_of(&error)),
    }
}

/// The folder that was picked with an `<input webkitdirectory>`; `None` if it has no files.
pub fn listed(files: &FileList) -> Option<Folder> {
    let files = (0..files.length()).filter_map(|at| files.get(at));
    let mut name = String::new();
    let split = files.filter_map(|file| {
        let path = file.unchecked_ref::<InFolder>().relative_path()?;
        let (top, below) = path.split_once('/')?;
        top.clone_into(&mut name);
        Some((below.to_owned(), file))
    });
    let inside: Vec<_> = split.collect();
    (!inside.is_empty()).then_some(Folder { name, directory: None, inside: Inside::Listed(inside) })
}

/// The dropped items. Must be called during the event; the items themselves arrive later.
pub fn dropped(data: &DataTransfer) -> Vec<Dropped> {
    let items = Reflect::get(data, &"items".into()).ok().filter(JsValue::is_object);
    let items = items.map(|items| Array::from(&items)).unwrap_or_default();
    let items = items.iter().map(Item::unchecked_from_js);
    let files = items.filter(|item| item.item_kind() == "file");
    let all = files.map(|item| Dropped {
        handle: has(&item, "getAsFileSystemHandle").then(|| item.as_handle()),
        entry: has(&item, "webkitGetAsEntry").then(|| item.as_entry()).flatten(),
        file: item.as_file(),
    });
    all.collect()
}

/// A dropped item, in the forms that the browser provides.
pub struct Dropped {
    handle: Option<Promise>,
    entry: Option<Entry>,
    file: Option<File>,
}

impl Dropped {
    /// Converts the item to a file or folder; `None` if the browser provides neither.
    pub async fn chosen(self) -> Option<Chosen> {
        if let Some(handle) = self.handle
            && let Ok(handle) = JsFuture::from(handle).await
            && handle.is_object()
            && handle.unchecked_ref::<FileHandle>().kind() == "directory"
        {
            return Some(Chosen::Folder(handle.unchecked_into::<Directory>().into()));
        }
        match self.entry {
            Some(entry) if entry.is_directory() => {
                let (name, inside) = (entry.entry_name(), Inside::Entry(entry));
                Some(Chosen::Folder(Folder { name, directory: None, inside }))
            }
            _ => self.file.map(Chosen::File),
        }
    }
}

impl From<Directory> for Folder {
    fn from(directory: Directory) -> Self {
        let (name, inside) = (directory.name(), Inside::Directory(directory.clone()));
        Self { name, directory: Some(directory), inside }
    }
}

impl Folder {
    /// Lists all files except those in the folders of tools, such as version control, and stops early if there
    /// are more than `MAX_ENTRIES`. `progress` gets the number of files found so far.
    pub async fn files(self, progress: impl Fn(usize)) -> Result<Vec<Unread>, String> {
        let mut found = vec![];
        let mut folders: VecDeque<(String, Inside)> =
            VecDeque::from([(String::new(), self.inside)]);
        let mut seen = 0;
        while let Some((path, inside)) = folders.pop_front() {
            for (name, within) in children(inside).await.map_err(|error| message_of(&error))? {
                match within {
                    Within::File(source) => {
                        found.push(Unread { path: path.clone() + &name, source });
                    }
                    Within::Folder(inside) if !is_tools(&name) => {
                        folders.push_back((format!("{path}{name}/"), inside));
                    }
                    Within::Folder(_) => {}
                }
            }
            seen += 1;
            progress(found.len());
            if found.len() > MAX_ENTRIES || seen > MAX_ENTRIES {
                break;
            }
        }
        Ok(found)
    }
}

impl Unread {
    /// The file with its size; its contents are not read.
    pub async fn file(&self) -> Result<File, String> {
        let file = match &self.source {
            Source::Handle(handle) => handle.get_file().await,
            Source::Entry(entry) => {
                let mut ask = |found: Function, failed: Function| entry.entry_file(&found, &failed);
                JsFuture::from(Promise::new(&mut ask)).await
            }
            Source::File(file) => return Ok(file.clone()),
        };
        file.map(JsCast::unchecked_into).map_err(|error| message_of(&error))
    }
}

/// Reads the contents of a file.
pub async fn bytes(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| message_of(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

impl Directory {
    /// The name of the folder.
    pub fn called(&self) -> String {
        self.name()
    }

    /// Asks the user for permission to write to the folder, unless it was already granted. Returns whether it
    /// is granted.
    pub async fn may_write(&self) -> bool {
        if !has(self, "requestPermission") {
            return true;
        }
        let answer = self.request_permission(&options("mode", &"readwrite".into())).await;
        answer.is_ok_and(|answer| answer == "granted")
    }

    /// Reads the file at `path`; returns `None` if it doesn't exist.
    pub async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        match self.reach(path, false).await {
            Ok(handle) => {
                let file = handle.get_file().await.map_err(|error| message_of(&error))?;
                bytes(file.unchecked_ref()).await.map(Some)
            }
            Err(error) if name_of(&error) == "NotFoundError" => Ok(None),
            Err(error) => Err(message_of(&error)),
        }
    }

    /// Writes the file at `path` completely or not at all. Creates missing folders.
    pub async fn write(&self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let written = async {
            let handle = self.reach(path, true).await?;
            let writable: Writable = handle.create_writable().await?.unchecked_into();
            if let Err(error) = writable.write(&Uint8Array::from(bytes)).await {
                let _ = writable.abort().await;
                return Err(error);
            }
            writable.close().await
        };
        written.await.map(drop).map_err(|error| message_of(&error))
    }

    /// The handle of the file at `path`. The browser rejects names such as `..` that lead out of a folder.
    async fn reach(&self, path: &str, create: bool) -> Result<FileHandle, JsValue> {
        let create = options("create", &create.into());
        let mut directory = self.clone();
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            directory = directory.directory(folder, &create).await?.unchecked_into();
        }
        directory.file(name, &create).await.map(JsCast::unchecked_into)
    }
}

enum Within {
    File(Source),
    Folder(Inside),
}

/// Lists the direct children of a folder, or all files of a picked list.
async fn children(inside: Inside) -> Result<Vec<(String, Within)>, JsValue> {
    let mut found = vec![];
    match inside {
        Inside::Directory(directory) => {
            let values = directory.values()?;
            loop {
                let next: IteratorNext = values.next().await?.unchecked_into();
                if next.done() {
                    break;
                }
                let handle: FileHandle = next.value().unchecked_into();
                let name = handle.file_name();
                let is_folder = handle.kind() == "directory";
                found.push(if is_folder {
                    (name, Within::Folder(Inside::Directory(handle.unchecked_into())))
                } else {
                    (name, Within::File(Source::Handle(handle)))
                });
            }
        }
        Inside::Entry(entry) => {
            let reader = entry.reader();
            loop {
                // The browser returns about a hundred entries at a time.
                let mut ask =
                    |some: Function, failed: Function| reader.read_entries(&some, &failed);
                let some = Array::from(&JsFuture::from(Promise::new(&mut ask)).await?);
                if some.length() == 0 {
                    break;
                }
                for entry in some.iter().map(Entry::unchecked_from_js) {
                    let name = entry.entry_name();
                    found.push(if entry.is_directory() {
                        (name, Within::Folder(Inside::Entry(entry)))
                    } else {
                        (name, Within::File(Source::Entry(entry)))
                    });
                }
            }
        }
        Inside::Listed(files) => {
            let is_ours = |path: &str| !path.split('/').any(is_tools);
            let files = files.into_iter().filter(|(path, _)| is_ours(path));
            found.extend(files.map(|(path, file)| (path, Within::File(Source::File(file)))));
        }
    }
    Ok(found)
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::has(object, &name.into()).unwrap_or(false)
}

fn options(name: &str, value: &JsValue) -> Object {
    let options = Object::new();
    // Only fails for a frozen object.
    let _ = Reflect::set(&options, &name.into(), value);
    options
}

fn name_of(error: &JsValue) -> String {
    text_of(error, "name").unwrap_or_default()
}

fn message_of(error: &JsValue) -> String {
    text_of(error, "message").unwrap_or_else(|| format!("{error:?}"))
}

fn text_of(error: &JsValue, property: &str) -> Option<String> {
    Reflect::get(error, &property.into()).ok()?.as_string()
}
